package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.journey.RunOptions;

import static java.util.Objects.requireNonNull;

/** Runs of several pipelines, one after the other. */
final class RunsScreen {
    private final Context context;

    RunsScreen(Context context) {
        this.context = requireNonNull(context, "context is null");
    }

    /** Runs them, and gives the exit code of the worst. */
    int run(List<Pipeline> pipelines) {
        List<Map<String, Object>> documents = new ArrayList<>();
        int worst = 0;
        for (Pipeline pipeline : pipelines) {
            ToldRun run = ToldRun.of(context, pipeline, RunOptions.ALL);
            worst = Math.max(worst, run.exitCode());
            if (context.json()) {
                documents.add(run.json());
            } else {
                run.show();
            }
        }
        if (context.json()) {
            JsonDocument.print(documents, context.out());
        }
        return worst;
    }
}
