package dev.lakehouse.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.storage.s3.FaultyConnection;
import dev.lakehouse.storage.s3.S3Server;
import dev.lakehouse.storage.s3.S3Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Some rows of a table of many files: those that plain SQL finds, from the files that may hold them. */
class PageOfRowsTest {
    private static final int FILES = 25;
    private static final int ROWS = 8;
    private static final TableSchema SCHEMA = TestTable.schema(
            "id",
            Primitive.BIGINT,
            "price",
            new ColumnType.Decimal(20, 2),
            "day",
            Primitive.DATE,
            "at",
            Primitive.TIMESTAMP,
            "name",
            Primitive.STRING,
            "ratio",
            Primitive.DOUBLE);

    /** Values that lie close together within a file, some beyond the BMP, some null, some NaN. */
    private static final String CONTENT = """
            select i as id,
                case when i %% 7 = 0 then null else ((i * 7919) %% 40 + i)::decimal(20,2) / 8 end as price,
                date '2024-01-01' + (i // 3)::int as day,
                timestamptz '2024-01-01 00:00:00.0005Z' + i * interval 333 microsecond as at,
                case when i %% 5 = 0 then '😀' || i when i // 8 = 4 then null else 'cliente ' || (i // 4) end as name,
                case when i = 50 then 'nan'::double else i / 3.0 end as ratio
            from range(%d, %d) r(i)""";

    /** What a user asks, and the same in SQL; %s stands for a value. */
    private static final Map<String, String> CONDITIONS = Map.of(
            "eq", "%s = %s",
            "ne", "%s <> %s",
            "lt", "%s < %s",
            "le", "%s <= %s",
            "gt", "%s > %s",
            "ge", "%s >= %s");

    @TempDir
    Path folder;

    @Test
    void findsWhatPlainSqlFinds() throws Exception {
        TestTable table = new TestTable(folder.resolve("lake"), "silver.pedidos");
        // Each file's name sorts behind the one's before, as the product's own names do.
        for (int file = 0; file < FILES; file++) {
            table.append(
                    SCHEMA,
                    table.write(
                            "%03d.parquet".formatted(file), SCHEMA, CONTENT.formatted(file * ROWS, (file + 1) * ROWS)));
        }
        TableSnapshot snapshot = table.table.snapshot().orElseThrow();
        Random random = new Random(7);
        try (DuckDbEngine engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("engine"));
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(duckdb, "set timezone = 'UTC'");
            execute(duckdb, "create table t as " + CONTENT.formatted(0, FILES * ROWS));
            QueryLake lake = new QueryLake(table.lake, engine);
            for (int question = 0; question < 300; question++) {
                List<String> asked = new ArrayList<>();
                List<String> sql = new ArrayList<>(List.of("true"));
                for (int condition = random.nextInt(3); condition > 0; condition--) {
                    condition(duckdb, random, asked, sql);
                }
                int limit = 1 + random.nextInt(40);
                int offset = random.nextInt(3) * random.nextInt(60);

                List<String> found = ids(lake, snapshot, asked, limit, offset);

                String query = "select id::varchar from t where " + String.join(" and ", sql) + " order by id limit "
                        + limit + " offset " + offset;
                assertThat(found).as(asked + " " + query).isEqualTo(strings(duckdb, query));
            }
        }
    }

    @Test
    void aStoreElsewhereSendsNoMoreFilesThanThePageNeeds() throws Exception {
        ObjectStore home = S3Server.get().newHome(folder.resolve("writer"));
        try (S3Storage storage = new S3Storage(home)) {
            TestTable table = new TestTable(folder, storage, "silver.pedidos");
            for (int file = 0; file < 12; file++) {
                table.append(table.row(file));
            }
        }
        assertThat(filesSent(home, List.of("id:eq:7"), 5, 0)).isEqualTo(1);
        assertThat(filesSent(home, List.of("id:gt:100"), 5, 0)).isZero();
        assertThat(filesSent(home, List.of(), 3, 4)).isEqualTo(3);
    }

    private int filesSent(ObjectStore home, List<String> conditions, long limit, long offset) throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Path scratch = folder.resolve("reader-" + conditions.hashCode());
        try (FaultyConnection gate = new FaultyConnection(S3Server.get().endpoint(), line -> {
                    if (line.matches("GET .*/silver/pedidos/[^/]+\\.parquet .*")) {
                        sent.incrementAndGet();
                    }
                    return false;
                });
                S3Storage storage = new S3Storage(S3Server.through(gate.endpoint(), home, scratch));
                DuckDbEngine engine = new DuckDbEngine(DataSize.parse("512MB"), 2, scratch.resolve("engine"))) {
            TestTable table = new TestTable(folder, storage, "silver.pedidos");
            ids(new QueryLake(table.lake, engine), table.table.snapshot().orElseThrow(), conditions, limit, offset);
        }
        return sent.get();
    }

    /** Adds one with a value of some row, so that bounds are met often. */
    private static void condition(Connection duckdb, Random random, List<String> asked, List<String> sql)
            throws SQLException {
        Column column = SCHEMA.columns().get(random.nextInt(SCHEMA.columns().size()));
        String name = column.name();
        String quoted = '"' + name + '"';
        String value = strings(
                        duckdb,
                        "select coalesce(" + (name.equals("at") ? "strftime(\"at\", '%Y-%m-%dT%H:%M:%S.%fZ')" : quoted)
                                + "::varchar, '') from t where id = " + random.nextInt(FILES * ROWS))
                .get(0);
        int kind = random.nextInt(CONDITIONS.size() + 3);
        if (kind == 0 || value.isEmpty() || value.equals("nan")) {
            asked.add(name + ":null");
            sql.add(quoted + " is null");
        } else if (kind == 1 && name.equals("name")) {
            String start = value.substring(0, value.offsetByCodePoints(0, 1));
            asked.add("name:starts:" + start);
            sql.add("starts_with(name, '" + start + "')");
        } else if (kind == 2) {
            asked.add(name + ":not_null");
            sql.add(quoted + " is not null");
        } else {
            String operator = CONDITIONS.keySet().stream().sorted().toList().get(random.nextInt(CONDITIONS.size()));
            asked.add(name + ":" + operator + ":" + value);
            sql.add(CONDITIONS.get(operator).formatted(quoted, "'" + value + "'"));
        }
    }

    private static List<String> ids(
            QueryLake lake, TableSnapshot snapshot, List<String> conditions, long limit, long offset) {
        List<String> ids = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        lake.rows(snapshot, List.of("id"), conditions, limit, offset, new RowSink() {
            @Override
            public void columns(List<Column> found) {
                columns.addAll(found);
            }

            @Override
            public boolean row(List<Object> values) {
                return ids.add(values.get(0).toString());
            }
        });
        assertThat(columns.stream().map(Column::name).collect(Collectors.toList()))
                .containsExactly("id");
        return ids;
    }

    private static void execute(Connection duckdb, String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection duckdb, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
