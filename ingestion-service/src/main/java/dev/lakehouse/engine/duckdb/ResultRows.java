package dev.lakehouse.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.engine.RowSink;
import dev.lakehouse.schema.Column;

/** Passes on the rows of a result, until no more are wanted. */
final class ResultRows {
    private ResultRows() {}

    static void pass(List<Column> columns, ResultSet rows, RowSink sink, Session session) throws SQLException {
        sink.columns(columns);
        boolean more = true;
        while (more && rows.next()) {
            session.check();
            List<Object> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(JavaValues.of(rows.getObject(i + 1)));
            }
            more = sink.row(values);
        }
    }
}
