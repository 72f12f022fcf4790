package dev.lakehouse.extract;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.DatabaseTable;

/** Any database, by what JDBC asks of all drivers. One connection reads a whole table, for only that surely sees one state of it. */
final class OtherDatabase implements Dialect {
    private static final int MOST_TABLES = 1_000;
    private static final int UNSIGNED_DIGITS = 20;
    private static final int FETCHED_ROWS = 1_000;

    private final String url;

    OtherDatabase(String url) {
        this.url = url;
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            // Else the driver holds all rows in memory.
            properties.setProperty("useCursorFetch", "true");
        }
        return properties;
    }

    @Override
    public void prepare(Connection connection) {
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // It is a hint, and some drivers do not take it. What is sent to them are queries all the same.
            return;
        }
    }

    @Override
    public String identity(DatabaseSession session, String its) throws SQLException {
        // What follows may say how to connect, or in SQL Server's addresses which database it is, which is the catalog.
        String address = its.replaceFirst("[?;].*", "");
        String catalog = session.connection().getCatalog();
        return catalog == null || catalog.isEmpty() ? address : address + " " + catalog;
    }

    @Override
    public Relation describe(DatabaseSession session, DatabaseTable table) throws SQLException {
        DatabaseMetaData metadata = session.connection().getMetaData();
        TableAddress address = TableAddress.parse(table.table());
        String quote = metadata.getIdentifierQuoteString().strip();
        String catalog = session.connection().getCatalog();
        List<SourceColumn> columns = new ArrayList<>();
        try (ResultSet rows = metadata.getColumns(
                catalog,
                address.schema().map(it -> escaped(metadata, it)).orElse(null),
                escaped(metadata, address.table()),
                null)) {
            while (rows.next()) {
                columns.add(column(rows));
            }
        }
        if (columns.isEmpty()) {
            throw address.unknown(tables(metadata, catalog));
        }
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(catalog, address.schema().orElse(null), address.table())) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return new Relation(table.table(), address.quoted(quote), quote, columns, List.copyOf(key.values()), 0, 0);
    }

    private static String escaped(DatabaseMetaData metadata, String name) {
        try {
            String escape = metadata.getSearchStringEscape();
            return name.replace("_", escape + "_").replace("%", escape + "%");
        } catch (SQLException e) {
            return name;
        }
    }

    private static List<String> tables(DatabaseMetaData metadata, String catalog) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(catalog, null, "%", null)) {
            while (rows.next() && tables.size() < MOST_TABLES) {
                String schema = rows.getString("TABLE_SCHEM");
                tables.add((schema == null ? "" : schema + ".") + rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static SourceColumn column(ResultSet row) throws SQLException {
        String name = row.getString("COLUMN_NAME");
        String type = row.getString("TYPE_NAME");
        int size = row.getInt("COLUMN_SIZE");
        int scale = row.getInt("DECIMAL_DIGITS");
        boolean nullable = row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
        boolean unsigned = type.toUpperCase(Locale.ROOT).contains("UNSIGNED");
        return switch (row.getInt("DATA_TYPE")) {
            case Types.BOOLEAN -> SourceColumn.of(name, type, ValueKind.BOOLEAN, nullable);
            case Types.TINYINT, Types.SMALLINT -> SourceColumn.of(name, type, ValueKind.INTEGER, nullable);
            case Types.INTEGER ->
                SourceColumn.of(name, type, unsigned ? ValueKind.BIGINT : ValueKind.INTEGER, nullable);
            case Types.BIGINT ->
                unsigned
                        ? SourceColumn.decimal(name, type, UNSIGNED_DIGITS, 0, nullable)
                        : SourceColumn.of(name, type, ValueKind.BIGINT, nullable);
            case Types.REAL -> SourceColumn.of(name, type, ValueKind.REAL, nullable);
            case Types.FLOAT ->
                // DuckDB and others call 32 bits so, JDBC and Oracle 64: a double holds both.
                SourceColumn.of(name, type, ValueKind.DOUBLE, nullable);
            case Types.DOUBLE -> SourceColumn.of(name, type, ValueKind.DOUBLE, nullable);
            case Types.DECIMAL, Types.NUMERIC -> SourceColumn.decimal(name, type, size, scale, nullable);
            case Types.DATE -> SourceColumn.of(name, type, ValueKind.DATE, nullable);
            case Types.TIMESTAMP -> SourceColumn.of(name, type, ValueKind.TIMESTAMP, nullable);
            case Types.TIMESTAMP_WITH_TIMEZONE -> SourceColumn.of(name, type, ValueKind.INSTANT, nullable);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
                SourceColumn.of(name, type, ValueKind.BINARY, nullable);
            default -> SourceColumn.of(name, type, ValueKind.TEXT, nullable);
        };
    }

    @Override
    public Optional<Object> now(DatabaseSession session, Relation relation, SourceColumn watermark)
            throws SQLException {
        if (!watermark.kind().isTime()) {
            return Optional.empty();
        }
        // With a column beside it, for some databases know no statement without a table.
        String sql = "select max(" + relation.quoted(watermark) + "), current_timestamp from " + relation.quoted();
        return session.ask(sql, List.of(), rows -> {
            rows.next();
            // Of some it has a zone, of others it is the time of their connection's zone.
            LocalDateTime local = rows.getObject(2) instanceof OffsetDateTime zoned
                    ? zoned.toLocalDateTime()
                    : rows.getTimestamp(2).toLocalDateTime();
            return Optional.of(
                    switch (watermark.kind()) {
                        case DATE -> local.toLocalDate();
                        case TIMESTAMP -> local;
                        default ->
                            rows.getObject(2) instanceof OffsetDateTime zoned
                                    ? zoned
                                    : rows.getTimestamp(2).toInstant().atOffset(ZoneOffset.UTC);
                    });
        });
    }

    @Override
    public String digest(DatabaseSession session, Relation relation, Condition which) throws SQLException {
        // Standard SQL has no hash of a row: the rows come here.
        String columns = relation.columns().stream().map(relation::quoted).collect(Collectors.joining(", "));
        String sql = "select " + columns + " from " + relation.quoted() + which.where();
        return session.ask(sql, which.values(), FETCHED_ROWS, rows -> RowDigest.of(rows, relation.columns()));
    }

    @Override
    public boolean comparesRows() {
        return false;
    }

    @Override
    public boolean sharesSnapshots() {
        return false;
    }

    @Override
    public String exportSnapshot(DatabaseSession session) {
        throw new IllegalStateException(url);
    }

    @Override
    public void useSnapshot(DatabaseSession session, String snapshot) {
        throw new IllegalStateException(url);
    }
}
