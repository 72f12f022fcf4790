package dev.lakehouse.cli.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.Progress;

import static java.util.Objects.requireNonNull;

/** A line every ten seconds; none for work that is done sooner. */
final class LineProgress implements Progress {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    private final Outlet err;
    private final String subject;
    private final LongSupplier nanoTime;

    private String activity = "";
    private long total;
    private Unit unit = Unit.ROWS;
    private long begun;
    private long lastLine;

    LineProgress(Outlet err, String subject, LongSupplier nanoTime) {
        this.err = requireNonNull(err, "err is null");
        this.subject = requireNonNull(subject, "subject is null");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    }

    @Override
    public synchronized void begin(String newActivity, long newTotal, Unit newUnit) {
        activity = newActivity;
        total = newTotal;
        unit = newUnit;
        begun = nanoTime.getAsLong();
        lastLine = begun;
    }

    @Override
    public synchronized void advance(double fraction) {
        long now = nanoTime.getAsLong();
        if (now - lastLine < INTERVAL.toNanos()) {
            return;
        }
        lastLine = now;
        err.line(ProgressDisplay.label(subject, activity) + ", " + sentence(fraction, (now - begun) / NANOS));
        err.flush();
    }

    @Override
    public void end() {}

    private String sentence(double fraction, double seconds) {
        String share = String.format(Locale.ROOT, "%.0f%% of %s", fraction * 100, amount(total));
        if (fraction <= 0) {
            return share;
        }
        Duration left = Duration.ofSeconds(Math.round(seconds / fraction * (1 - fraction)));
        return share + ", " + amount(Math.round(fraction * total / seconds)) + "/s, " + Amounts.seconds(left) + " left";
    }

    private String amount(long number) {
        return unit == Unit.BYTES ? Amounts.bytes(number) : Amounts.count(number, "row", "rows");
    }
}
