package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.lakehouse.extract.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A table that is changed while it is read, by a process that is killed, is in the end the same here and there. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
@Tag("one-jdk")
class KilledExtractionTest {
    /** Of the table; {@code -Dlakehouse.test.rows=5000000} for a large one. */
    private static final long ROWS = Long.getLong("lakehouse.test.rows", 200_000);

    private static final long PAGE = Math.max(1_000, ROWS / 50);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String CHANGES = """
            pipeline: p
            sources:
              orders:
                connection: shop
                table: public.orders
                watermark: { column: changed_at, overlap: 1m }
                page_rows: %d
                readers: 2
            silver:
              orders:
                from: orders
                key: [id]
                sequence: [changed_at]
                columns: { id: bigint, customer: bigint, total: "decimal(12,2)", note: string, changed_at: timestamp(6) }
            """.formatted(PAGE);
    private static final String WHOLE = """
            pipeline: p
            sources:
              orders: { connection: shop, table: public.orders, mode: full, page_rows: %d, readers: 2 }
            """.formatted(PAGE);
    private static final String COLUMNS = "id, customer, total, note";

    private final AtomicBoolean changing = new AtomicBoolean(true);
    private PostgresServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void setUp() throws Exception {
        server = PostgresServer.start();
        server.execute("create table orders (id bigint primary key, customer bigint, total numeric(12,2), note text,"
                + " changed_at timestamptz not null); insert into orders select i, i % 9973, i / 7.0, 'order ' || i,"
                + " now() - interval '1 day' + i * interval '1 ms' from generate_series(1, " + ROWS + ") i;"
                + " create index on orders (changed_at); analyze orders");
    }

    @AfterEach
    void tearDown() throws Exception {
        changing.set(false);
        server.close();
    }

    @Test
    void changedRowsAreNeitherLostNorDoubledByKills() throws Exception {
        List<Thread> writers = List.of(writer(1), writer(2));
        killOnceLanded(CHANGES, 3);
        Map<Path, FileTime> afterFirst = pages();
        killOnceLanded(CHANGES, afterFirst.size() + 5);
        changing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }

        // The first one ends what was begun, the second one reads what changed meanwhile.
        finish(CHANGES);
        finish(CHANGES);

        assertThat(pages()).containsAllEntriesOf(afterFirst);
        assertThat(here("silver.orders")).isEqualTo(there());
    }

    @Test
    void aWholeTableThatWasCutOffIsNobodysSnapshot() throws Exception {
        killOnceLanded(WHOLE, 3);
        try (TestLake lake = new TestLake(folder)) {
            assertThat(lake.home().resolve("bronze")).doesNotExist();
        }
        server.execute("delete from orders where id % 3 = 0");

        finish(WHOLE);

        assertThat(here("bronze.orders")).isEqualTo(there());
    }

    @Test
    void readersOfAWholeTableSeeOneState() throws Exception {
        // Money moves from one row to another all the time: only within one state the sum is right.
        Thread mover = new Thread(() ->
                repeat(statement -> statement.execute("with a as (update orders set total = total - 1 where id = 1)"
                        + " update orders set total = total + 1 where id = " + ROWS)));
        String sum = sum();
        mover.start();
        Thread.sleep(200);

        finish(WHOLE);
        changing.set(false);
        mover.join();

        try (PlainDuckDb duckdb = PlainDuckDb.over(folder.resolve("lake"))) {
            assertThat(duckdb.rows("select sum(total)::varchar from bronze.orders"))
                    .containsExactly(sum);
        }
    }

    private Thread writer(int number) {
        Thread writer = new Thread(() -> repeat(statement -> {
            long id = 1 + (long) (Math.random() * ROWS);
            statement.execute("begin");
            statement.execute(
                    "update orders set total = total + 1, note = 'changed', changed_at = clock_timestamp() where id in ("
                            + id + ", " + (id * 7 % ROWS + 1) + ")");
            if (id % 5 == 0) {
                statement.execute("insert into orders values (" + (ROWS + number * 10_000_000L) + " + "
                        + System.nanoTime() % 1_000_000 + ", 1, 1, 'new', clock_timestamp()) on conflict do nothing");
            }
            // Others overtake it: its rows bear an earlier time than theirs, and appear later.
            Thread.sleep(id % 50);
            statement.execute("commit");
        }));
        writer.start();
        return writer;
    }

    private interface Change {
        void make(Statement statement) throws SQLException, InterruptedException;
    }

    private void repeat(Change change) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (changing.get()) {
                try {
                    change.make(statement);
                } catch (SQLException e) {
                    // Two of them may wait for one another; one is told to give up.
                    statement.execute("rollback");
                }
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killOnceLanded(String pipeline, int count) throws Exception {
        Process process = ExtractingProcess.start(folder, pipeline, server.environment("shop"));
        Instant end = Instant.now().plus(PATIENCE);
        while (pages().size() < count) {
            assertThat(process.isAlive())
                    .as("it came to its end before it was killed")
                    .isTrue();
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(2);
        }
        process.destroyForcibly().waitFor();
    }

    private void finish(String pipeline) throws Exception {
        Process process = ExtractingProcess.start(folder, pipeline, server.environment("shop"));
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Map<Path, FileTime> pages() throws IOException {
        while (true) {
            try {
                return listed();
            } catch (UncheckedIOException e) {
                // A file that was being written has its name by now; the folder is looked at anew.
                assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
            }
        }
    }

    private Map<Path, FileTime> listed() throws IOException {
        Path landing = folder.resolve("lake").resolve("landing").resolve("p").resolve("orders");
        Map<Path, FileTime> pages = new TreeMap<>();
        if (Files.isDirectory(landing)) {
            try (Stream<Path> files = Files.walk(landing)) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".parquet")).toList()) {
                    pages.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return pages;
    }

    /** What is there, as 1,000 sums of what their rows are: alike only where the rows are. */
    private List<String> there() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select id % 1000, count(*), sum(id), sum(total), sum(customer),"
                                + " sum(case when note = 'changed' then id else 0 end), sum(length(note)) from orders group by 1 order by 1")) {
            while (found.next()) {
                rows.add(row(found));
            }
        }
        return rows;
    }

    private List<String> here(String table) {
        try (PlainDuckDb duckdb = PlainDuckDb.over(folder.resolve("lake"))) {
            assertThat(duckdb.number("select count(*) - count(distinct id) from " + table))
                    .isZero();
            return duckdb.rows("select id % 1000, count(*), sum(id), sum(total), sum(customer),"
                    + " sum(case when note = 'changed' then id else 0 end), sum(length(note)) from (select " + COLUMNS
                    + " from " + table + ") group by 1 order by 1");
        }
    }

    private String sum() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select sum(total) from orders")) {
            found.next();
            return found.getString(1);
        }
    }

    private static String row(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getString(i));
        }
        return String.join("|", values);
    }
}
