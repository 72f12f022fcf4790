package dev.lakehouse.serve.run;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts runs, their time and their rows. */
final class RunMetrics {
    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry, RunQueue queue) {
        this.registry = registry;
        Gauge.builder("lakehouse.runs.waiting", queue, RunQueue::waiting)
                .description("Runs that wait for their tables, or for a free place")
                .register(registry);
        Gauge.builder("lakehouse.runs.running", queue, RunQueue::running)
                .description("Runs that go at this moment")
                .register(registry);
        for (RunState state : RunState.values()) {
            if (state.ended()) {
                runs(state);
            }
        }
    }

    void refused() {
        registry.counter("lakehouse.runs.refused").increment();
    }

    void ended(Run run) {
        Run.Ending ending = run.ending().orElseThrow();
        registry.counter("lakehouse.runs.ended", "state", ending.state().label())
                .increment();
        run.startedAt()
                .ifPresent(start -> Timer.builder("lakehouse.run.duration")
                        .description("From the start of a run to its end")
                        .tag("pipeline", run.request().pipeline())
                        .tag("state", ending.state().label())
                        .register(registry)
                        .record(Duration.between(start, ending.endedAt())));
        for (JsonNode table : ending.tables()) {
            rows(table, "in");
            rows(table, "written");
            rows(table, "updated");
            rows(table, "quarantined");
        }
    }

    private void runs(RunState state) {
        registry.counter("lakehouse.runs.ended", "state", state.label());
    }

    private void rows(JsonNode table, String what) {
        registry.counter("lakehouse.rows", "table", table.path("table").asText(), "what", what)
                .increment(table.path("rows_" + what).asDouble());
    }
}
