package dev.lakehouse.cli.progress;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.Progress;

/** Shows how far work has come, in the way that fits where the words go. */
public final class ProgressDisplay {
    private ProgressDisplay() {}

    /** A bar on a terminal, else lines; {@code subject} is what is worked on: {@code silver.pedidos}. */
    public static Progress of(Outlet err, String subject) {
        return err.terminal().interactive()
                ? new BarProgress(err, subject)
                : new LineProgress(err, subject, System::nanoTime);
    }

    /** What is done to what: {@code silver.pedidos: joining}, and {@code refining silver.pedidos} as it is. */
    static String label(String subject, String activity) {
        return activity.contains(subject) ? activity : subject + ": " + activity;
    }
}
