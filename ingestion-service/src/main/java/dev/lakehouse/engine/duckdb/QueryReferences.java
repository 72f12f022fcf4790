package dev.lakehouse.engine.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakehouse.engine.PointInTime;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.engine.TableReference.At;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Finds the lake tables that a query names, in the syntax tree that DuckDB's own parser makes of it. */
final class QueryReferences {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A table in the query's text, from {@code start} on for {@code length} UTF-8 bytes, its alias as SQL. */
    record Place(TableReference reference, String alias, int start, int length) {}

    private final Session session;

    QueryReferences(Session session) {
        this.session = session;
    }

    /** In the order of the text; throws a failure of kind user for what is no single SELECT. */
    List<Place> find(String sql) throws SQLException {
        JsonNode tree = parse(sql);
        List<Place> places = new ArrayList<>();
        for (JsonNode table : tree.findParents("at_clause")) {
            String layer = table.path("schema_name").asText();
            if (Arrays.stream(Layer.values()).anyMatch(known -> known.label().equals(layer))) {
                TableName name =
                        TableName.parse(layer + "." + table.path("table_name").asText());
                places.add(new Place(
                        new TableReference(name, at(table.path("at_clause"), sql)),
                        alias(table),
                        table.path("query_location").asInt(),
                        table.path("query_location_length").asInt()));
            }
        }
        places.sort(java.util.Comparator.comparingInt(Place::start));
        return places;
    }

    private static String alias(JsonNode table) {
        String given = table.path("alias").asText();
        List<String> columns = new ArrayList<>();
        table.path("column_name_alias").forEach(column -> columns.add(column.asText()));
        return Sql.name(given.isEmpty() ? table.path("table_name").asText() : given)
                + (columns.isEmpty() ? "" : "(" + Sql.names(columns) + ")");
    }

    private JsonNode parse(String sql) throws SQLException {
        try (PreparedStatement serialize =
                session.connection().prepareStatement("select json_serialize_sql(?::varchar)::varchar")) {
            serialize.setString(1, sql);
            try (ResultSet row = serialize.executeQuery()) {
                row.next();
                JsonNode answer = JSON.readTree(row.getString(1));
                if (answer.path("error").asBoolean()) {
                    throw refused(answer, sql);
                }
                int statements = answer.path("statements").size();
                if (statements == 0) {
                    throw noQuery("there is no statement in it", "write for example: from silver.pedidos");
                }
                if (statements > 1) {
                    throw noQuery("there are " + statements + " statements", "run them one after the other");
                }
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB's syntax tree is no JSON", e);
        }
    }

    private static LakehouseException refused(JsonNode answer, String sql) {
        String why = answer.path("error_message").asText();
        if (answer.path("error_type").asText().contains("not implemented")) {
            String begin = sql.strip().split("\\s", 2)[0];
            throw noQuery(
                    begin.matches("(?i)select|with|from|values")
                            ? "not all of its statements are one"
                            : "what begins with '" + begin + "' is none",
                    "begin with select, with or from; tables change through pipelines alone");
        }
        int position = answer.path("position").asInt(-1);
        long line = position < 0
                ? 0
                : 1
                        + sql.substring(0, Math.min(position, sql.length()))
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
        return new LakehouseException(
                FailureKind.USER,
                "SQL_INVALID",
                "The query does not parse" + (line > 0 ? ", line " + line : ""),
                why,
                "correct the query");
    }

    private static LakehouseException noQuery(String why, String fix) {
        return new LakehouseException(
                FailureKind.USER, "SQL_INVALID", "Only a single SELECT can be run here", why, fix);
    }

    private static Optional<At> at(JsonNode clause, String sql) {
        if (clause.isMissingNode() || clause.isNull()) {
            return Optional.empty();
        }
        String unit = clause.path("unit").asText();
        JsonNode text = clause.findPath("text");
        String value = text.isMissingNode() ? clause.findPath("value").asText() : text.asText();
        return Optional.of(
                unit.equals("VERSION")
                        ? new At.Version(version(value, sql))
                        : new At.Timestamp(PointInTime.parse(value)));
    }

    private static long version(String value, String sql) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "SQL_INVALID",
                    "AT (VERSION => " + value + ") names no version in: " + sql,
                    "a version is a whole number",
                    "write for example: at (version => 3)",
                    e);
        }
    }
}
