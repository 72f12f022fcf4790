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

/** Finds tables that two pipelines claim: each would overwrite what the other wrote. */
final class Claims {
    private Claims() {}

    /** Reports each table that is claimed twice, at the later of the pipelines. */
    static void check(List<Pipeline> pipelines, Problems problems) {
        Map<TableName, Pipeline> owners = new HashMap<>();
        for (Pipeline pipeline : pipelines) {
            for (TableName table : pipeline.tables()) {
                Pipeline owner = owners.putIfAbsent(table, pipeline);
                if (owner != null) {
                    report(pipeline, table, owner, problems);
                }
            }
        }
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
