package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Reads the root of a pipeline file. */
final class PipelineParser {
    private final Path file;
    private final String folder;
    private final Problems problems;
    private final Set<TableName> doubtful = new HashSet<>();

    /** @param problems where what is wrong is reported */
    PipelineParser(Path file, String folder, Problems problems) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
    }

    /** The tables in whose definition something was wrong. */
    Set<TableName> doubtful() {
        return doubtful;
    }

    /** The pipeline but for its warnings; what is wrong with it is reported, and then it is of no use. */
    Pipeline parse(YamlSection root) {
        root.allow(Vocabulary.PIPELINE);
        root.require("pipeline", "pipeline: " + folder)
                .ifPresent(value -> value.words().ifPresent(name -> checkName(value, name)));
        Optional<String> description = root.find("description").flatMap(YamlValue::words);
        Optional<String> schedule = root.find("schedule").flatMap(value -> value.parse(Schedule::parse));
        root.require("sources", "sources: { orders: { path: \"shop/orders/**\", format: csv } }");
        Scope scope = Scope.of(root);
        SqlFileReader sqlFiles =
                new SqlFileReader(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
        List<Source> sources =
                each(root, "sources", Layer.BRONZE, (name, section) -> SourceReader.read(folder, name, section));
        List<SilverTable> silver = each(root, "silver", Layer.SILVER, new SilverReader(scope, sqlFiles)::read);
        List<GoldTable> gold = each(root, "gold", Layer.GOLD, new GoldReader(scope, sqlFiles)::read);
        List<Model> models = models(root, new ModelReader(scope));
        checkCircles(root, silver);
        new ChangeSequences(root, sources, silver).check();
        new RepeatedRows(root, sources, silver).check();
        new ReferenceTypes(root, silver).check();
        return new Pipeline(folder, file, description, schedule, sources, silver, gold, models, List.of());
    }

    private void checkName(YamlValue place, String name) {
        if (Names.legal(place, name) && !name.equals(folder)) {
            place.report(
                    "the pipeline is called '" + name + "'",
                    "its folder is called '" + folder + "', and both are one name",
                    TableName.LEGAL.matcher(folder).matches()
                            ? "write pipeline: " + folder + ", or rename the folder"
                            : "rename the folder");
        }
    }

    private <T> List<T> each(
            YamlSection root, String key, Layer layer, BiFunction<String, YamlSection, Optional<T>> reader) {
        List<T> tables = new ArrayList<>();
        Scope.named(root, key).forEach((name, entry) -> {
            int before = problems.reports();
            Optional<T> table = entry.flatMap(section -> reader.apply(name, section));
            table.ifPresent(tables::add);
            boolean legal = TableName.LEGAL.matcher(name).matches();
            if (legal && (table.isEmpty() || problems.reports() > before)) {
                doubtful.add(new TableName(layer, name));
            }
        });
        return tables;
    }

    private static List<Model> models(YamlSection root, ModelReader reader) {
        List<Model> models = new ArrayList<>();
        Scope.named(root, "models")
                .forEach((name, entry) ->
                        entry.flatMap(section -> reader.read(name, section)).ifPresent(models::add));
        return models;
    }

    private static void checkCircles(YamlSection root, List<SilverTable> silver) {
        for (List<String> circle : new ReferenceCircles(silver).find()) {
            root.section("silver")
                    .flatMap(tables -> tables.section(circle.get(0)))
                    .flatMap(table -> table.find("rules"))
                    .ifPresent(place -> place.report(
                            "silver tables refer to one another in a circle",
                            String.join(" -> ", circle) + ", so that none could be filled first",
                            "remove one of these references rules"));
        }
    }
}
