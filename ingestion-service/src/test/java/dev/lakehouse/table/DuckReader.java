package dev.lakehouse.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.duckdb.DuckDBStruct;

/** Reads the files of a snapshot with plain DuckDB, which knows nothing of statistics or logs. */
public final class DuckReader {
    private DuckReader() {}

    /** The rows of a snapshot, as {@link RowText} has them. */
    public static List<String> rows(Lake lake, TableSnapshot snapshot) {
        return rowsWhere(lake, snapshot, "true");
    }

    /** The rows of a snapshot for which an SQL predicate is true. */
    public static List<String> rowsWhere(Lake lake, TableSnapshot snapshot, String predicate) {
        if (snapshot.files().isEmpty()) {
            return List.of();
        }
        DeltaTable table = lake.table(snapshot.table());
        String files = snapshot.files().stream()
                .map(file ->
                        quote(lake.storage().localFile(table.dataPath(file)).toString()))
                .collect(Collectors.joining(", "));
        String columns = snapshot.schema().names().stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
        return query("SELECT " + columns + " FROM read_parquet([" + files
                + "], union_by_name=true, hive_partitioning=false) WHERE " + predicate);
    }

    /** The rows of a query, as {@link RowText} has them. */
    public static List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            try (ResultSet result = statement.executeQuery(sql)) {
                List<List<Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(text(result.getObject(column)));
                    }
                    rows.add(row);
                }
                return RowText.sorted(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Object text(Object value) throws SQLException {
        if (value == null || value instanceof String) {
            return value;
        } else if (value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof LocalDate) {
            return value.toString();
        } else if (value instanceof Float || value instanceof Double) {
            return RowText.floating(((Number) value).doubleValue());
        } else if (value instanceof BigDecimal decimal) {
            return RowText.decimal(decimal);
        } else if (value instanceof OffsetDateTime time) {
            return RowText.instant(time.toInstant());
        } else if (value instanceof Blob blob) {
            return RowText.bytes(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof java.sql.Array array) {
            List<Object> elements = new ArrayList<>();
            for (Object element : Arrays.asList((Object[]) array.getArray())) {
                elements.add(text(element));
            }
            return elements;
        } else if (value instanceof Struct struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Map.Entry<String, Object> field :
                    ((DuckDBStruct) struct).getMap().entrySet()) {
                fields.put(field.getKey(), text(field.getValue()));
            }
            return fields;
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new HashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(text(entry.getKey()), text(entry.getValue()));
            }
            return RowText.map(entries);
        }
        throw new IllegalArgumentException("no text for " + value.getClass());
    }
}
