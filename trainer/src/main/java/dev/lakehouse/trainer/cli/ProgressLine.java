package dev.lakehouse.trainer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.run.RunWatch;
import dev.lakehouse.trainer.train.EpochResult;
import dev.lakehouse.trainer.train.TrainingState;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How a training goes: a bar with loss, rate and the time that is left on a terminal, else a line now and then. Where the result is for a
 * machine there is no bar, but the lines are as well: a server's log is all that anybody has of its jobs.
 */
final class ProgressLine implements RunWatch, AutoCloseable {
    private static final int WIDTH = 100;
    private static final int REDRAW_MILLIS = 200;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintStream err;
    private final boolean terminal;
    private String phase = "";
    private Optional<ProgressBar> bar = Optional.empty();
    private long lastLine;

    ProgressLine(PrintStream err, boolean forMachine) {
        this.err = err;
        this.terminal = !forMachine && isTerminal();
    }

    @Override
    public void phase(String name) {
        close();
        phase = name;
        if (!terminal) {
            err.println(name + " ...");
        }
    }

    @Override
    public void begins(TrainingState state, long steps) {
        if (state.step() > 0) {
            err.println("goes on from the checkpoint after step " + state.step());
        }
        close();
        if (terminal) {
            bar = Optional.of(bar(state.step(), steps));
        }
    }

    private ProgressBar bar(long from, long to) {
        return ProgressBar.builder()
                .setTaskName(phase)
                .setInitialMax(to)
                .startsFrom(from, java.time.Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .clearDisplayOnFinish()
                .setConsumer(new Line(err))
                .build();
    }

    @Override
    public void progress(long done, long of) {
        if (terminal) {
            bar = bar.or(() -> Optional.of(bar(0, of)));
            bar.get().stepTo(done);
        } else if (isTimeForLine()) {
            err.printf(Locale.ROOT, "%s: %d %%%n", phase, done * 100 / of);
        }
    }

    /** The first one comes at once. */
    private boolean isTimeForLine() {
        long now = System.nanoTime();
        boolean time = lastLine == 0 || now - lastLine > LINE_NANOS;
        lastLine = time ? now : lastLine;
        return time;
    }

    @Override
    public void step(long step, double loss) {
        bar.ifPresent(shown -> {
            shown.stepTo(step);
            if (step % 50 == 0) {
                shown.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss));
            }
        });
    }

    @Override
    public void epoch(EpochResult result) {
        if (!terminal && isTimeForLine()) {
            err.printf(
                    Locale.ROOT,
                    "pass %d, step %d: loss %.4f, validation %.4f%n",
                    result.epoch(),
                    result.step(),
                    result.trainLoss(),
                    result.validationLoss());
        }
    }

    @Override
    public void device(Device device) {
        err.println("trains on the " + device + (device.gpu() ? "" : ": TensorFlow finds no GPU"));
    }

    @Override
    public void warn(String sentence) {
        err.println("warning: " + sentence);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The line that the bar is drawn on; the library's own would load a terminal library to find its width. */
    private record Line(PrintStream err) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            err.print("\r" + rendered);
            err.flush();
        }

        @Override
        public void clear() {
            err.print("\r\u001b[K");
            err.flush();
        }

        @Override
        public void close() {}
    }
}
