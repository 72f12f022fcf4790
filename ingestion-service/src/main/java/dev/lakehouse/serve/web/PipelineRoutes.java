package dev.lakehouse.serve.web;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.failure.FailureJson;
import io.javalin.config.RoutesConfig;

/** Tells of the pipelines that can be run. */
final class PipelineRoutes {
    private static final String PIPELINES = "/api/v1/pipelines";

    private final Path folder;

    PipelineRoutes(Path folder) {
        this.folder = folder;
    }

    void add(RoutesConfig routes) {
        routes.get(PIPELINES, context -> {
            Parameters.of(context);
            List<Map<String, Object>> all = new PipelineReader()
                    .readAll(folder).stream().map(PipelineRoutes::json).toList();
            Answers.json(context, all);
        });
        routes.get(PIPELINES + "/{name}", context -> {
            Parameters.of(context);
            Answers.json(context, json(new PipelineReader().find(folder, context.pathParam("name"))));
        });
    }

    private static Map<String, Object> json(Pipeline pipeline) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipeline", pipeline.name());
        json.put("description", pipeline.description().orElse(null));
        json.put("schedule", pipeline.schedule().orElse(null));
        json.put(
                "sources",
                pipeline.sources().stream()
                        .map(source -> Map.of(
                                "name", source.name(),
                                "table", source.table().toString(),
                                "path", source.path()))
                        .toList());
        json.put("tables", pipeline.tables().stream().map(Object::toString).toList());
        json.put("warnings", pipeline.warnings().stream().map(FailureJson::of).toList());
        return json;
    }
}
