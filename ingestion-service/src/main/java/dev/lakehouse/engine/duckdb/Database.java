package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import dev.lakehouse.engine.StopSignal;
import org.duckdb.DuckDBConnection;

/** One DuckDB database in memory, with threads and a memory limit of its own. Another may be lent a part of the memory. */
final class Database implements AutoCloseable {
    private final DuckDBConnection connection;
    private final long memory;
    private final int threads;
    private final Path scratch;
    private final DecodedFunction decoded = new DecodedFunction();
    private long lent;

    /**
     * @param memory in bytes, what DuckDB itself may take
     * @param scratch where work that does not fit spills; it need not exist, and is this database's alone
     */
    Database(long memory, int threads, Path scratch) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory + "B");
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("temp_directory", scratch.toString());
        if (threads == 1) {
            // Handing small reads and writes to others costs one thread more than waiting for them (docs/adr/0013).
            settings.setProperty("async_threads", "0");
        }
        // Else all of a query's rows would be in memory before the first is seen.
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        this.connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        this.memory = memory;
        this.threads = threads;
        this.scratch = scratch;
    }

    /** A workspace for one piece of work, which the signal stops. */
    Session session(StopSignal signal) throws SQLException {
        return new Session(connection.duplicate(), threads, decoded, signal);
    }

    int threads() {
        return threads;
    }

    Path scratch() {
        return scratch;
    }

    /**
     * Lends up to two thirds of the memory that is not lent yet: whoever works here meanwhile keeps the other.
     *
     * @return how many bytes, {@code least} to {@code most}; 0 where there are fewer, or they are in use
     */
    synchronized long lend(long least, long most) {
        long loan = Math.min(most, (memory - lent) / 3 * 2);
        if (loan < least) {
            return 0;
        }
        try {
            limit(memory - lent - loan);
        } catch (SQLException inUse) {
            return 0;
        }
        lent += loan;
        return loan;
    }

    /** The memory that was lent is free again. */
    synchronized void takeBack(long loan) throws SQLException {
        lent -= loan;
        limit(memory - lent);
    }

    /** In bytes. */
    synchronized long lent() {
        return lent;
    }

    private void limit(long bytes) throws SQLException {
        try (Connection own = connection.duplicate();
                Statement statement = own.createStatement()) {
            statement.execute("set global memory_limit = '" + bytes + "B'");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
