package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.function.LongConsumer;

import dev.lakehouse.cli.progress.ProgressDisplay;
import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Progress.Unit;

/** Has the landing files of one pipeline made, with a progress bar. */
final class Generation {
    private final Context context;
    private final String pipeline;
    private final GeneratedFiles files;

    Generation(String pipeline, Context context) {
        this.context = context;
        this.pipeline = pipeline;
        this.files = new GeneratedFiles(context.tools());
    }

    /** Makes files, and tells how many rows there are so far. */
    interface Maker<T> {
        T make(Path landing, LongConsumer rows);
    }

    /** @param expected about how many rows there will be */
    <T> T run(double expected, Maker<T> maker) {
        context.onInterrupt("Stopped. The same command goes on: files that are whole are left alone.");
        Progress progress = context.json() ? Progress.NONE : ProgressDisplay.of(context.err(), pipeline);
        long most = Math.max(1, Math.round(expected));
        progress.begin("writing", most, Unit.ROWS);
        try {
            return files.land(landing ->
                    maker.make(landing, rows -> progress.advance(Math.min(1, rows / (double) most))));
        } finally {
            progress.end();
        }
    }

    String landing() {
        return files.landing();
    }

    /** {@code 12 rows in 3 files, 1.2 kB, in lake/landing/loja; all were there already.} */
    String size(long rows, int made, int written, long bytes) {
        String there = made == written
                ? ""
                : written == 0
                        ? "; all were there already"
                        : "; " + Amounts.count(written) + " were written, the others were there already";
        return Amounts.count(rows, "row", "rows") + " in " + Amounts.count(made, "file", "files") + ", "
                + Amounts.bytes(bytes) + ", in " + landing() + "/" + pipeline + there + ".";
    }

    /** What to type next. */
    String next() {
        return "Next: " + ProductPipelines.next(pipeline, context).line("run", pipeline);
    }
}
