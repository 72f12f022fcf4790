package dev.lakehouse.trainer.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.example.Survey;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.run.TrainingInput;

/**
 * What a model would learn from: a version of its gold table, with what there is in it.
 *
 * @param dataFingerprint as {@code ops.models} has it for a run on that version
 * @param parts by name, in the order in which they are used
 * @param rowsToPredict how many rows have no label
 * @param rowsLeftOut how many rows have a label, but are in no part
 * @param features what they are fitted to, as {@code features.json} has it; names are counted, for they may tell of people
 */
record TrainingMaterial(
        String model,
        String goldTable,
        long goldVersion,
        String dataFingerprint,
        Map<String, PartRows> parts,
        long rowsToPredict,
        long rowsLeftOut,
        List<Map<String, Object>> features) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param labels how many there are of each class; of amounts their mean and deviation */
    record PartRows(long rows, Map<String, Number> labels) {}

    /** Throws what {@code train} would where rows do not suffice to learn from. */
    static TrainingMaterial of(DeclaredModel declared, ExampleTable table) {
        String fitted = FeatureJson.write(table.fit());
        Survey survey = table.survey();
        Map<String, PartRows> parts = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            Map<String, Number> labels = labels(declared.model().task(), survey, part);
            parts.put(part.name().toLowerCase(Locale.ROOT), new PartRows(survey.rows(part), labels));
        }
        return new TrainingMaterial(
                declared.model().name(),
                declared.model().table().toString(),
                table.snapshot().version(),
                TrainingInput.fingerprint(table.snapshot()),
                parts,
                survey.unlabelled(),
                survey.leftOut(),
                features(fitted));
    }

    private static Map<String, Number> labels(Model.Task task, Survey survey, Part part) {
        Map<String, Number> labels = new LinkedHashMap<>();
        if (task == Model.Task.BINARY) {
            long yes = Math.round(survey.meanLabel(part) * survey.rows(part));
            labels.put("0", survey.rows(part) - yes);
            labels.put("1", yes);
        } else {
            labels.put("mean", survey.meanLabel(part));
            labels.put("deviation", survey.deviation(part));
        }
        return labels;
    }

    private static List<Map<String, Object>> features(String json) {
        try {
            List<Map<String, Object>> features = new ArrayList<>();
            for (JsonNode feature : JSON.readTree(json).get("features")) {
                Map<String, Object> fit = new LinkedHashMap<>();
                for (Iterator<String> names = feature.fieldNames(); names.hasNext(); ) {
                    String name = names.next();
                    JsonNode value = feature.get(name);
                    fit.put(name, value.isArray() ? value.size() : JSON.treeToValue(value, Object.class));
                }
                features.add(fit);
            }
            return features;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
