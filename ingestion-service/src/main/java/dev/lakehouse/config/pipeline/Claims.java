package dev.lakehouse.config.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlFile;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Finds tables and models that two pipelines claim: each would overwrite what the other wrote. */
final class Claims {
    private Claims() {}

    /** Reports each table and model that is claimed twice, at the later of the pipelines. */
    static void check(List<Pipeline> pipelines, Problems problems) {
        Map<TableName, Pipeline> owners = new HashMap<>();
        Map<String, Pipeline> teachers = new HashMap<>();
        for (Pipeline pipeline : pipelines) {
            for (Model model : pipeline.models()) {
                Pipeline teacher = teachers.putIfAbsent(model.name(), pipeline);
                if (teacher != null) {
                    report(pipeline, model, teacher, problems);
                    continue;
                }
                // A table of this name in the same pipeline is reported when that is read.
                Pipeline owner = owners.putIfAbsent(model.predictions(), pipeline);
                if (owner != null && !owner.name().equals(pipeline.name())) {
                    reportPredictions(pipeline, model, owner, problems);
                }
            }
            for (TableName table : pipeline.tables()) {
                Pipeline owner = owners.putIfAbsent(table, pipeline);
                if (owner != null && !owner.name().equals(pipeline.name())) {
                    report(pipeline, table, owner, problems);
                }
            }
        }
    }

    private static void report(Pipeline pipeline, Model model, Pipeline teacher, Problems problems) {
        YamlFile.read(pipeline.file(), problems)
                .flatMap(file -> file.section("models"))
                .flatMap(models -> models.find(model.name()))
                .ifPresent(place -> place.report(
                        "the model " + model.name() + " belongs to two pipelines",
                        teacher.file() + " has one of that name too, and runs go by it",
                        "rename it here or there"));
    }

    private static void reportPredictions(Pipeline pipeline, Model model, Pipeline owner, Problems problems) {
        YamlFile.read(pipeline.file(), problems)
                .flatMap(file -> file.section("models"))
                .flatMap(models -> models.find(model.name()))
                .ifPresent(place -> place.report(
                        model.predictions() + " belongs to two pipelines",
                        owner.file() + " claims it too, and the predictions of the model " + model.name()
                                + " go to a table of that name",
                        "rename the model, or the gold table there"));
    }

    private static void report(Pipeline pipeline, TableName table, Pipeline owner, Problems problems) {
        // The file is read again for the line, which records do not carry.
        Optional<YamlSection> root = YamlFile.read(pipeline.file(), problems);
        String layer = table.layer() == Layer.BRONZE ? "sources" : table.layer().label();
        root.flatMap(file -> file.section(layer))
                .flatMap(tables -> tables.find(table.table()))
                .ifPresent(place -> place.report(
                        table + " belongs to two pipelines",
                        owner.file() + " claims it too, and a table has one pipeline that writes it",
                        "rename it here or there"));
    }
}
