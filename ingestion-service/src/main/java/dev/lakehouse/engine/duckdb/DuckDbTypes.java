package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Delta's types in DuckDB's terms, and the other way round for those that Delta can hold without loss. */
final class DuckDbTypes {
    private static final Map<Primitive, String> NAMES = Map.ofEntries(
            Map.entry(Primitive.STRING, "VARCHAR"),
            Map.entry(Primitive.BOOLEAN, "BOOLEAN"),
            Map.entry(Primitive.TINYINT, "TINYINT"),
            Map.entry(Primitive.SMALLINT, "SMALLINT"),
            Map.entry(Primitive.INTEGER, "INTEGER"),
            Map.entry(Primitive.BIGINT, "BIGINT"),
            Map.entry(Primitive.REAL, "FLOAT"),
            Map.entry(Primitive.DOUBLE, "DOUBLE"),
            Map.entry(Primitive.DATE, "DATE"),
            Map.entry(Primitive.TIMESTAMP, "TIMESTAMP WITH TIME ZONE"),
            Map.entry(Primitive.BINARY, "BLOB"));

    /**
     * What else a query may yield, and what it is stored as. A sum of integers is a HUGEINT here and a BIGINT in Trino: one
     * that does not fit fails rather than wraps.
     */
    private static final Map<String, ColumnType> STORED_AS = Map.ofEntries(
            Map.entry("HUGEINT", Primitive.BIGINT),
            Map.entry("UHUGEINT", Primitive.BIGINT),
            Map.entry("UTINYINT", Primitive.SMALLINT),
            Map.entry("USMALLINT", Primitive.INTEGER),
            Map.entry("UINTEGER", Primitive.BIGINT),
            Map.entry("UBIGINT", new Decimal(20, 0)),
            Map.entry("UUID", Primitive.STRING),
            Map.entry("JSON", Primitive.STRING),
            Map.entry("NULL", Primitive.STRING),
            Map.entry("\"NULL\"", Primitive.STRING),
            Map.entry("TIMESTAMP", Primitive.TIMESTAMP),
            Map.entry("TIMESTAMP_S", Primitive.TIMESTAMP),
            Map.entry("TIMESTAMP_MS", Primitive.TIMESTAMP),
            Map.entry("TIMESTAMP_NS", Primitive.TIMESTAMP));

    private DuckDbTypes() {}

    /** The name that casts and column lists take. */
    static String name(ColumnType type) {
        if (type instanceof Primitive primitive) {
            return NAMES.get(primitive);
        }
        if (type instanceof Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (type instanceof ColumnType.Array array) {
            return name(array.element()) + "[]";
        }
        if (type instanceof ColumnType.Map map) {
            return "MAP(" + name(map.key()) + ", " + name(map.value()) + ")";
        }
        ColumnType.Struct struct = (ColumnType.Struct) type;
        return struct.fields().stream()
                .map(field -> Sql.name(field.name()) + " " + name(field.type()))
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    /** The columns of a relation, each as Delta can hold it; throws a failure of kind user for one that it cannot. */
    static List<Column> describe(Session session, String query) throws SQLException {
        return describe(session, query, type -> Optional.empty());
    }

    /** The same of files that landed, whose columns nobody can cast: what Delta cannot hold is kept as text. */
    static List<Column> describeLanded(Session session, String query) throws SQLException {
        return describe(session, query, type -> Optional.of(Primitive.STRING));
    }

    private static List<Column> describe(
            Session session, String query, Function<String, Optional<ColumnType>> otherwise) throws SQLException {
        List<Column> columns = new ArrayList<>();
        session.forEach("describe " + query, row -> {
            String name = row.getString("column_name");
            String type = row.getString("column_type");
            columns.add(new Column(
                    name, parse(type).or(() -> otherwise.apply(type)).orElseThrow(() -> unsupported(name, type))));
        });
        return columns;
    }

    /** A type as DuckDB prints it. */
    static Optional<ColumnType> parse(String text) {
        String type = text.trim();
        if (type.endsWith("]")) {
            return parse(type.substring(0, type.lastIndexOf('['))).map(ColumnType.Array::new);
        }
        if (type.startsWith("DECIMAL(")) {
            List<String> numbers = NestedTypeText.parts(type);
            return Optional.of(new Decimal(Integer.parseInt(numbers.get(0)), Integer.parseInt(numbers.get(1))));
        }
        if (type.startsWith("STRUCT(")) {
            return fields(NestedTypeText.parts(type)).map(ColumnType.Struct::new);
        }
        if (type.startsWith("MAP(")) {
            List<String> parts = NestedTypeText.parts(type);
            return parse(parts.get(0)).flatMap(key -> parse(parts.get(1)).map(value -> new ColumnType.Map(key, value)));
        }
        if (type.startsWith("ENUM(")) {
            return Optional.of(Primitive.STRING);
        }
        for (Map.Entry<Primitive, String> known : NAMES.entrySet()) {
            if (known.getValue().equals(type)) {
                return Optional.of(known.getKey());
            }
        }
        return Optional.ofNullable(STORED_AS.get(type));
    }

    private static Optional<List<Column>> fields(List<String> parts) {
        List<Column> fields = new ArrayList<>();
        for (String part : parts) {
            NestedTypeText.Field field = NestedTypeText.field(part);
            Optional<ColumnType> type = parse(field.type());
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.add(new Column(field.name(), type.get()));
        }
        return Optional.of(fields);
    }

    private static LakehouseException unsupported(String column, String type) {
        return new LakehouseException(
                FailureKind.USER,
                "TYPE_UNSUPPORTED",
                "Column " + column + " is of type " + type,
                "Delta Lake has no such type",
                "cast it in the query, for example cast(" + column + " as varchar)");
    }
}
