package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.engine.Progress;
import org.duckdb.DuckDBPreparedStatement;

/** Asks a running statement four times a second how far it is. */
final class ProgressPoll implements AutoCloseable {
    private static final int PERIOD_MILLIS = 250;
    private static final double PERCENT = 100;

    private final ScheduledExecutorService clock;
    private final ScheduledFuture<?> looks;

    private ProgressPoll(ScheduledExecutorService clock, ScheduledFuture<?> looks) {
        this.clock = clock;
        this.looks = looks;
    }

    static ProgressPoll start(Statement statement, Progress progress) throws SQLException {
        DuckDBPreparedStatement asked = statement.unwrap(DuckDBPreparedStatement.class);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        return new ProgressPoll(
                clock,
                clock.scheduleAtFixedRate(
                        () -> ask(asked, progress), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    }

    void stop() {
        looks.cancel(true);
        clock.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }

    private static void ask(DuckDBPreparedStatement statement, Progress progress) {
        try {
            double percent = statement.getQueryProgress().getPercentage();
            if (percent >= 0) {
                progress.advance(Math.min(1, percent / PERCENT));
            }
        } catch (SQLException closed) {
            // The statement ended between two looks: there is nothing left to tell.
            progress.advance(1);
        }
    }
}
