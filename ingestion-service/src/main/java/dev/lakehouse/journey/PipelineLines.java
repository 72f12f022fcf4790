package dev.lakehouse.journey;

import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.yaml.YamlFile;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.schema.TableName;

/** Finds the place of a piece of SQL in its pipeline's file: {@code shop/pipeline.yml, line 12}. */
final class PipelineLines {
    private final Pipeline pipeline;

    PipelineLines(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    String ofColumn(SilverTable table, String column) {
        return place(silver(table).flatMap(it -> it.section("columns")).flatMap(it -> it.find(column)));
    }

    String ofExpression(SilverTable table, String column) {
        return place(silver(table)
                .flatMap(it -> it.section("columns"))
                .flatMap(it -> it.section(column))
                .flatMap(it -> it.find("expr")));
    }

    String ofCheck(SilverTable table, Rule.Check check) {
        return place(silver(table)
                .flatMap(it -> it.find("rules"))
                .flatMap(rules -> rules.entries().stream()
                        .flatMap(entry -> isOf(check, entry))
                        .findFirst()));
    }

    private static Stream<YamlValue> isOf(Rule.Check check, YamlValue entry) {
        return entry.section().flatMap(it -> it.section("check")).stream()
                .filter(it -> it.find("name").flatMap(YamlValue::text).equals(Optional.of(check.name())))
                .flatMap(it -> it.find("that").stream());
    }

    private Optional<YamlSection> silver(SilverTable table) {
        TableName name = table.table();
        // The file was read without a problem before: it is read again only to say where something stands.
        return YamlFile.read(pipeline.file(), new Problems())
                .flatMap(root -> root.section(name.layer().label()))
                .flatMap(it -> it.section(name.table()));
    }

    private String place(Optional<YamlValue> value) {
        return pipeline.file() + value.map(found -> ", line " + found.line()).orElse("");
    }
}
