package dev.lakehouse.serve.run;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * How much a service takes on.
 *
 * @param waiting the most runs that wait, all tables together
 * @param waitingPerTable the most runs that wait for one table
 * @param atOnce how many runs of different tables go at once
 * @param grace how long runs may go on when the service stops, before they are interrupted
 */
public record RunLimits(int waiting, int waitingPerTable, int atOnce, Duration grace) {
    public static final RunLimits DEFAULT = new RunLimits(128, 16, 2, Duration.ofSeconds(10));

    public RunLimits {
        requireNonNull(grace, "grace is null");
        if (waiting < 1 || waitingPerTable < 1 || atOnce < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }
}
