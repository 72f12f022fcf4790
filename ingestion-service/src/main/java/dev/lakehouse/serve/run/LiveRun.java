package dev.lakehouse.serve.run;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.journey.RunListener;
import dev.lakehouse.journey.RunReportJson;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.stage.StageResult;

/** A run while this process does it: how far it is, and a way to stop it. */
final class LiveRun implements RunListener {
    private final StopSignal signal = new StopSignal();
    private final ArrayNode done = Json.array();
    private Optional<RunState> wantedEnd = Optional.empty();
    private Optional<TableName> table = Optional.empty();
    private String activity = "";
    private double fraction;
    private boolean anythingNew;

    StopSignal signal() {
        return signal;
    }

    /** Has it end this way; the first word counts. */
    void stop(RunState end) {
        synchronized (this) {
            wantedEnd = wantedEnd.or(() -> Optional.of(end));
        }
        signal.ask();
    }

    /** Stops what began after the last time that it was asked. */
    void insist() {
        if (signal.asked()) {
            signal.ask();
        }
    }

    synchronized Optional<RunState> wantedEnd() {
        return wantedEnd;
    }

    @Override
    public Progress started(TableName next) {
        signal.check();
        synchronized (this) {
            table = Optional.of(next);
            activity = "";
            fraction = 0;
        }
        return new Told();
    }

    @Override
    public synchronized void finished(StageResult result) {
        done.add(Json.tree(RunReportJson.of(result)));
        anythingNew |= result.controlKey().done();
        table = Optional.empty();
    }

    synchronized RunProgress progress() {
        return new RunProgress(table, activity, fraction, done.deepCopy());
    }

    synchronized boolean foundAnything() {
        return anythingNew;
    }

    private synchronized void tell(String what, double howFar) {
        activity = what;
        fraction = howFar;
    }

    private synchronized void tell(double howFar) {
        fraction = howFar;
    }

    private final class Told implements Progress {
        @Override
        public void begin(String what, long total, Unit unit) {
            tell(what, 0);
        }

        @Override
        public void advance(double howFar) {
            tell(howFar);
        }

        @Override
        public void end() {
            tell(1);
        }
    }
}
