package dev.lakehouse.trainer.cli;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.trainer.registry.ModelRow;

/** A run for machines, with the names of {@code ops.models}' columns; what is JSON there is JSON here. */
final class ModelJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ModelJson() {}

    static Map<String, Object> of(ModelRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", row.run());
        object.put("model", row.model());
        object.put("pipeline", row.pipeline());
        object.put("task", row.task());
        object.put("gold_table", row.goldTable());
        object.put("gold_version", row.goldVersion());
        object.put("data_fingerprint", row.dataFingerprint());
        object.put("question", tree(row.question()));
        object.put("code_version", row.codeVersion());
        object.put("tensorflow_version", row.tensorflowVersion());
        object.put("parameters", tree(row.parameters()));
        object.put("seed", row.seed());
        object.put("rows_train", row.rowsTrain());
        object.put("rows_validation", row.rowsValidation());
        object.put("rows_test", row.rowsTest());
        object.put("steps", row.steps());
        object.put("metric", row.metric());
        object.put("value", row.value());
        object.put("low", row.low());
        object.put("high", row.high());
        object.put("metrics", tree(row.metrics()));
        object.put("baselines", tree(row.baselines()));
        object.put("weights", row.weights());
        object.put("saved_model", row.savedModel());
        object.put("device", row.device());
        object.put("folder", row.folder());
        object.put("started_at", row.startedAt().toString());
        object.put("ended_at", row.endedAt().toString());
        object.put("promoted_at", row.promotedAt().map(Object::toString).orElse(null));
        return object;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
