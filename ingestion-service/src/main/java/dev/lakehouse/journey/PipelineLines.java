package dev.lakehouse.journey;

import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.config.yaml.YamlFile;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.schema.TableName;

/** Finds the place of a part of a pipeline in its file. */
final class PipelineLines {
    private final Pipeline pipeline;

    PipelineLines(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A column that a source declares; of one without a name of its own in bronze, the source's columns. */
    Place ofColumn(Source source, String column) {
        Optional<YamlValue> columns = root().flatMap(it -> it.section("sources"))
                .flatMap(it -> it.section(source.name()))
                .flatMap(it -> it.find("columns"));
        return place(columns.flatMap(YamlValue::section)
                .flatMap(it -> it.find(column))
                .or(() -> columns));
    }

    Place ofColumn(SilverTable table, String column) {
        return place(table(table.table()).flatMap(it -> it.section("columns")).flatMap(it -> it.find(column)));
    }

    Place ofExpression(SilverTable table, String column) {
        return place(table(table.table())
                .flatMap(it -> it.section("columns"))
                .flatMap(it -> it.section(column))
                .flatMap(it -> it.find("expr")));
    }

    Place ofCheck(SilverTable table, Rule.Check check) {
        return place(table(table.table())
                .flatMap(it -> it.find("rules"))
                .flatMap(rules -> rules.entries().stream()
                        .flatMap(entry -> isOf(check, entry))
                        .findFirst()));
    }

    /** A key of a gold or silver table. */
    Place ofKey(TableName table, String key) {
        return place(table(table).flatMap(it -> it.find(key)));
    }

    Place ofChangedKeys(TableName table, TableName input) {
        return place(table(table).flatMap(it -> it.section("changed_keys")).flatMap(it -> it.find(input.toString())));
    }

    /** A key of a model, or a key below that. */
    Place ofModel(Model model, String key, String... below) {
        Optional<YamlSection> section = YamlFile.read(pipeline.file(), new Problems())
                .flatMap(root -> root.section("models"))
                .flatMap(models -> models.section(model.name()));
        Optional<YamlValue> value = section.flatMap(it -> it.find(key));
        for (String name : below) {
            value = value.flatMap(YamlValue::section).flatMap(it -> it.find(name));
        }
        return place(value);
    }

    private static Stream<YamlValue> isOf(Rule.Check check, YamlValue entry) {
        return entry.section().flatMap(it -> it.section("check")).stream()
                .filter(it -> it.find("name").flatMap(YamlValue::text).equals(Optional.of(check.name())))
                .flatMap(it -> it.find("that").stream());
    }

    private Optional<YamlSection> table(TableName name) {
        return root().flatMap(root -> root.section(name.layer().label())).flatMap(it -> it.section(name.table()));
    }

    /** What is wrong with the file was told when it was read before: it is read again only to say where something stands. */
    private Optional<YamlSection> root() {
        return YamlFile.read(pipeline.file(), new Problems());
    }

    private Place place(Optional<YamlValue> value) {
        return new Place(pipeline.file().toString(), value.map(YamlValue::line).orElse(0));
    }
}
