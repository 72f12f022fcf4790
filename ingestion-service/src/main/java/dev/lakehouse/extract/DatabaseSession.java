package dev.lakehouse.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.lakehouse.engine.StopSignal;

/** One connection, for reading. A statement that runs when the work is asked to stop is cancelled. */
final class DatabaseSession implements AutoCloseable {
    /** Of one statement, in seconds: longer than any page takes, so that a reader does not hang for ever. */
    private static final int TIMEOUT = 3600;

    private final Connection connection;
    private final StopSignal stop;
    private final StopSignal.Hold hold;
    private volatile Statement running;

    DatabaseSession(Connection connection, StopSignal stop) {
        this.connection = connection;
        this.stop = stop;
        this.hold = stop.whileOpen(this::cancel);
    }

    /** Takes what a query finds. */
    interface Taker<T> {
        T take(ResultSet rows) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    /** Asks for few rows. */
    <T> T ask(String sql, List<Object> values, Taker<T> taker) throws SQLException {
        return ask(sql, values, 0, taker);
    }

    /** Whether a query finds a row; the database stops at the first. */
    boolean finds(String sql) throws SQLException {
        return ask(sql, List.of(), 1, 1, ResultSet::next);
    }

    /** @param fetchRows how many rows are in memory at once, in a transaction; 0 for all */
    <T> T ask(String sql, List<Object> values, int fetchRows, Taker<T> taker) throws SQLException {
        return ask(sql, values, fetchRows, 0, taker);
    }

    private <T> T ask(String sql, List<Object> values, int fetchRows, int mostRows, Taker<T> taker)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetchRows);
            if (mostRows > 0) {
                statement.setMaxRows(mostRows);
            }
            statement.setQueryTimeout(TIMEOUT);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            running = statement;
            stop.check();
            try (ResultSet rows = statement.executeQuery()) {
                return taker.take(rows);
            }
        } finally {
            running = null;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void cancel() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has ended meanwhile, or its connection has.
                return;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        hold.close();
        connection.close();
    }
}
