package dev.lakehouse.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;

/** A table in a folder, with the verbs that tests need; its files are written by DuckDB from SQL. */
final class TestTable {
    static final TableSchema ID_AND_NAME =
            schema("id", ColumnType.Primitive.BIGINT, "nome", ColumnType.Primitive.STRING);

    final Path home;
    final Lake lake;
    final DeltaTable table;
    private Connection connection;

    TestTable(Path home) {
        this(home, "silver.pedidos");
    }

    TestTable(Path home, String name) {
        this(home, new LocalStorage(home), name);
    }

    /** A table in another storage, which has no {@link #folder}. */
    TestTable(Path home, Storage storage, String name) {
        this.home = home;
        this.lake = Lake.open(storage);
        this.table = lake.table(TableName.parse(name));
    }

    static TableSchema schema(Object... namesAndTypes) {
        Column[] columns = new Column[namesAndTypes.length / 2];
        for (int at = 0; at < columns.length; at++) {
            columns[at] = new Column((String) namesAndTypes[2 * at], (ColumnType) namesAndTypes[2 * at + 1]);
        }
        return new TableSchema(List.of(columns));
    }

    /** The folder of the table. */
    Path folder() {
        return lake.storage().localFile(table.folder());
    }

    Path log() {
        return folder().resolve(LogFolder.NAME);
    }

    /** The table as it is, or as the writer of its first version sees it. */
    TableSnapshot base(TableSchema schema) {
        return table.snapshot().orElse(TableSnapshot.absent(table.name(), schema));
    }

    /** One row {@code (number, 'nome <number>')}. */
    WrittenFile row(long number) {
        return write(ID_AND_NAME, "SELECT %d::BIGINT AS id, 'nome %d' AS nome".formatted(number, number));
    }

    WrittenFile write(TableSchema schema, String sql) {
        return write(UUID.randomUUID() + ".parquet", schema, sql);
    }

    WrittenFile write(String fileName, TableSchema schema, String sql) {
        Path file = lake.storage().outputFolder(table.folder()).resolve(fileName);
        try (Statement statement = connection().createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE t AS " + sql);
            statement.execute("COPY t TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
            Map<String, ColumnRange> ranges = new HashMap<>();
            for (Column column : schema.columns()) {
                Optional<ColumnRange> range = range(statement, column);
                range.ifPresent(known -> ranges.put(column.name(), known));
            }
            WrittenFile written = new WrittenFile(fileName, Files.size(file), count(statement), ranges);
            lake.storage().publish(table.folder(), List.of(fileName));
            return written;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    CommitOutcome append(WrittenFile... files) {
        return table.commit(change(base(ID_AND_NAME), ID_AND_NAME, Optional.empty(), files));
    }

    CommitOutcome append(String app, long batch, WrittenFile... files) {
        return table.commit(change(base(ID_AND_NAME), ID_AND_NAME, Optional.of(new BatchMark(app, batch)), files));
    }

    CommitOutcome append(TableSchema schema, WrittenFile... files) {
        return table.commit(change(base(schema), schema, Optional.empty(), files));
    }

    static TableChange change(TableSnapshot base, TableSchema schema, Optional<BatchMark> batch, WrittenFile... files) {
        return new TableChange(
                base, false, schema, List.of(files), List.of(), batch, "WRITE", Map.of("mode", "append"), Map.of());
    }

    static TableChange rewrite(
            TableSnapshot base, List<WrittenFile> added, List<DataFile> removed, Optional<BatchMark> batch) {
        return new TableChange(
                base,
                true,
                base.schema(),
                added,
                removed,
                batch,
                "MERGE",
                Map.of("predicate", "t.id = s.id"),
                Map.of("numTargetRowsUpdated", 1L));
    }

    /** Kept open, for to start DuckDB takes longer than to write a row; it ends with the process. */
    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone='UTC'");
                statement.execute("SET threads=1");
            }
        }
        return connection;
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Optional<ColumnRange> range(Statement statement, Column column) throws SQLException {
        String name = '"' + column.name() + '"';
        boolean ordered = column.type() instanceof ColumnType.Decimal
                || (column.type() instanceof ColumnType.Primitive && column.type() != ColumnType.Primitive.BINARY);
        boolean floating = column.type() == ColumnType.Primitive.DOUBLE || column.type() == ColumnType.Primitive.REAL;
        String bounds = ordered ? "min(" + name + "), max(" + name + ")" : "NULL, NULL";
        String unordered = floating ? "coalesce(bool_or(isnan(" + name + ")), false)" : "false";
        try (ResultSet result = statement.executeQuery(
                "SELECT " + bounds + ", count(*) - count(" + name + "), " + unordered + " FROM t")) {
            result.next();
            boolean bounded = !result.getBoolean(4);
            return Optional.of(new ColumnRange(
                    bound(result.getObject(1)).filter(value -> bounded),
                    bound(result.getObject(2)).filter(value -> bounded),
                    result.getLong(3)));
        }
    }

    private static Optional<Object> bound(Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return Optional.of(((Number) value).longValue());
        } else if (value instanceof Float number) {
            return Optional.of(number.doubleValue());
        } else if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        return Optional.ofNullable(value);
    }
}
