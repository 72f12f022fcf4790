package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace of its own for one piece of work: a connection whose tables and views nobody else sees, dropped with it.
 * It shares the database's memory limit and threads with all others.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final AtomicLong COUNT = new AtomicLong();

    private final Connection connection;
    private final int threads;
    private final DecodedFunction decoded;
    private final String catalog = "work_" + COUNT.incrementAndGet();
    private final StopSignal signal;
    private final StopSignal.Hold hold;
    private volatile Optional<Statement> running = Optional.empty();

    /**
     * @param threads that the database has
     * @param decoded its function for rows that are made in Java
     */
    Session(Connection connection, int threads, DecodedFunction decoded, StopSignal signal) throws SQLException {
        this.connection = connection;
        this.threads = threads;
        this.decoded = decoded;
        this.signal = signal;
        this.hold = signal.whileOpen(this::interrupt);
        execute("set TimeZone = 'UTC'");
        // Without the bar DuckDB does not tell how far it is; without its printing, only who asks.
        execute("set enable_progress_bar = true");
        execute("set enable_progress_bar_print = false");
        execute("attach ':memory:' as " + catalog);
        execute("use " + catalog);
    }

    /** Takes one row of a result. */
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    void execute(String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = running(connection.createStatement())) {
            statement.execute(sql);
        }
        log(sql, start);
    }

    void forEach(String sql, RowConsumer consumer) throws SQLException {
        try (Statement statement = running(connection.createStatement());
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
    }

    /** The one number that a query yields; 0 where it yields null. */
    long number(String sql) throws SQLException {
        try (Statement statement = running(connection.createStatement());
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The one text that a query yields. */
    String text(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        forEach(sql, row -> texts.add(row.getString(1)));
        return texts.get(0);
    }

    /** Like {@link #forEach}, and tells {@code progress} every so often how far the statement has come. */
    void forEach(String sql, Progress progress, RowConsumer consumer) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = running(connection.createStatement());
                ProgressPoll poll = ProgressPoll.start(statement, progress);
                ResultSet rows = statement.executeQuery(sql)) {
            poll.stop();
            while (rows.next()) {
                consumer.accept(rows);
            }
        }
        log(sql, start);
    }

    private static void log(String sql, long startNanos) {
        LOG.debug("{} ms: {}", (System.nanoTime() - startNanos) / 1_000_000, sql);
    }

    /** How many of them may write one file. */
    int threads() {
        return threads;
    }

    DecodedFunction decoded() {
        return decoded;
    }

    Connection connection() {
        return connection;
    }

    /** Has a statement interrupted that is about to run, when the work is to stop. */
    <S extends Statement> S running(S statement) {
        signal.check();
        running = Optional.of(statement);
        return statement;
    }

    /** Has {@code stopper} called when the work is to stop, until what is returned is closed. */
    StopSignal.Hold whenStopped(Runnable stopper) {
        return signal.whileOpen(stopper);
    }

    /** An empty file among those that the database spills to, for the caller to delete. */
    Path scratchFile(String prefix, String suffix) throws SQLException, IOException {
        Path scratch = Path.of(text("select current_setting('temp_directory')"));
        return Files.createTempFile(Files.createDirectories(scratch), prefix, suffix);
    }

    /** Throws once the work is to stop. */
    void check() {
        signal.check();
    }

    private void interrupt() {
        running.ifPresent(statement -> {
            try {
                statement.cancel();
            } catch (SQLException closed) {
                LOG.debug("nothing to interrupt", closed);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        hold.close();
        running = Optional.empty();
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("use memory");
            statement.execute("detach " + catalog);
        }
    }
}
