package dev.lakehouse.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.engine.QueryWork;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.schema.Column;

/** Runs a query over views of its tables; a table at a point of its history is a view of its own. */
final class RunQuery {
    private final Session session;

    RunQuery(Session session) {
        this.session = session;
    }

    void run(QueryWork work, RowSink sink) throws SQLException {
        InputViews views = new InputViews(session);
        Map<TableReference, String> past = new HashMap<>();
        for (Map.Entry<TableReference, TableInput> table : work.tables().entrySet()) {
            if (table.getKey().at().isEmpty()) {
                views.create(List.of(table.getValue()));
            } else {
                String view = "main." + Sql.name("past_" + past.size());
                past.put(table.getKey(), view);
                session.execute("create view " + view + " as from " + TableRelation.of(table.getValue()));
            }
        }
        String sql = withPast(work.sql(), new QueryReferences(session).find(work.sql()), past);
        List<Column> columns = DuckDbTypes.describe(session, sql);
        try (Statement statement = session.running(session.connection().createStatement());
                ResultSet rows = statement.executeQuery(sql)) {
            ResultRows.pass(columns, rows, sink, session);
        }
    }

    /** Puts the view of a past table in the place of its name, alias and AT clause; the parser counts in bytes. */
    private static String withPast(String sql, List<QueryReferences.Place> places, Map<TableReference, String> past) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        StringBuilder replaced = new StringBuilder();
        int end = 0;
        for (QueryReferences.Place place : places) {
            if (place.reference().at().isPresent()) {
                replaced.append(new String(text, end, place.start() - end, StandardCharsets.UTF_8));
                replaced.append(past.get(place.reference())).append(" as ").append(place.alias());
                end = place.start() + place.length();
            }
        }
        return replaced.append(new String(text, end, text.length - end, StandardCharsets.UTF_8))
                .toString();
    }
}
