package dev.lakehouse.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.journey.RunListener;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;

import static java.util.Objects.requireNonNull;

/** Tells what a run does while it does it, and remembers how far it came. */
public final class RunTalk implements RunListener {
    private final Outlet err;
    private final Loudness loudness;
    private final List<StageResult> finished = new ArrayList<>();
    private Optional<TableName> current = Optional.empty();

    /** How much is said. */
    public enum Loudness {
        /** Nothing, for output that machines read. */
        QUIET,
        /** What can be drawn over: bars, where a person watches. */
        FLEETING,
        /** Also a line for each table. */
        ALL
    }

    public RunTalk(Outlet err, Loudness loudness) {
        this.err = requireNonNull(err, "err is null");
        this.loudness = requireNonNull(loudness, "loudness is null");
    }

    @Override
    public Progress started(TableName table) {
        current = Optional.of(table);
        boolean bars = err.terminal().interactive();
        if (loudness == Loudness.QUIET || (loudness == Loudness.FLEETING && !bars)) {
            return Progress.NONE;
        }
        Progress display = ProgressDisplay.of(err, table.toString());
        return bars ? display : new Announced(display, err, table);
    }

    @Override
    public void finished(StageResult result) {
        finished.add(result);
        current = Optional.empty();
        if (loudness == Loudness.ALL && isWorthALine(result)) {
            err.line(mark(result) + " " + ResultSentence.of(result));
            err.flush();
        }
    }

    /** The tables that are done. */
    public List<StageResult> finished() {
        return List.copyOf(finished);
    }

    /** The table whose turn had come when the run failed. */
    public Optional<TableName> current() {
        return current;
    }

    /** Where there was nothing new, the table in the end says so. */
    private static boolean isWorthALine(StageResult result) {
        return result.controlKey().done() || !result.problems().isEmpty();
    }

    private String mark(StageResult result) {
        if (!result.problems().isEmpty()) {
            return err.styled(Style.RED, "!");
        }
        return err.styled(Style.GREEN, err.drawn("✓", "+"));
    }

    /** Says that work has started as soon as there is some; a table with nothing new has none. */
    private static final class Announced implements Progress {
        private final Progress display;
        private final Outlet err;
        private final TableName table;
        private boolean announced;

        Announced(Progress display, Outlet err, TableName table) {
            this.display = display;
            this.err = err;
            this.table = table;
        }

        @Override
        public synchronized void begin(String activity, long total, Unit unit) {
            if (!announced) {
                announced = true;
                err.line("  " + table + ": started");
                err.flush();
            }
            display.begin(activity, total, unit);
        }

        @Override
        public void advance(double fraction) {
            display.advance(fraction);
        }

        @Override
        public void end() {
            display.end();
        }
    }
}
