package dev.lakehouse.cli.progress;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.cli.screen.DisplayWidth;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

import static java.util.Objects.requireNonNull;

/** A bar for each piece of work, gone when it is done. */
final class BarProgress implements Progress {
    private static final int REDRAW_MILLIS = 200;
    private static final int BAR_AND_NUMBERS = 72;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Outlet err;
    private final String subject;
    private final Line line;
    private Optional<ProgressBar> bar = Optional.empty();

    BarProgress(Outlet err, String subject) {
        this.err = requireNonNull(err, "err is null");
        this.subject = requireNonNull(subject, "subject is null");
        this.line = new Line(err);
    }

    @Override
    public synchronized void begin(String activity, long total, Unit unit) {
        end();
        Scale scale = Scale.of(total, unit);
        ProgressBarBuilder builder = ProgressBar.builder()
                .setTaskName(DisplayWidth.cut(
                        ProgressDisplay.label(subject, activity), err.terminal().width() - BAR_AND_NUMBERS))
                .setInitialMax(total)
                .setUnit(" " + scale.name(), scale.size())
                .showSpeed(new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(err.terminal().unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .continuousUpdate()
                .clearDisplayOnFinish()
                .setConsumer(line);
        line.open();
        bar = Optional.of(builder.build());
    }

    @Override
    public synchronized void advance(double fraction) {
        bar.ifPresent(shown -> shown.stepTo((long) (fraction * shown.getMax())));
    }

    @Override
    public synchronized void end() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
        line.clear();
    }

    /**
     * The line that the bar is drawn on; the library's own would load a terminal library to find its width. The library draws in
     * a thread of its own, once more after it was told to stop.
     */
    private static final class Line implements ProgressBarConsumer {
        private final Outlet err;
        private boolean drawn;
        private boolean open;

        Line(Outlet err) {
            this.err = err;
        }

        synchronized void open() {
            open = true;
        }

        @Override
        public int getMaxRenderedLength() {
            return err.terminal().width() - 1;
        }

        @Override
        public synchronized void accept(String rendered) {
            if (open) {
                drawn = true;
                err.print("\r" + rendered);
                err.flush();
            }
        }

        @Override
        public synchronized void clear() {
            open = false;
            if (drawn) {
                drawn = false;
                err.print(CLEAR_LINE);
                err.flush();
            }
        }

        @Override
        public void close() {}
    }
}
