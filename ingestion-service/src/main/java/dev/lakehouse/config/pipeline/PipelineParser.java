package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.schema.TableName;

/** Reads the root of a pipeline file. */
final class PipelineParser {
    private final Path file;
    private final String folder;

    PipelineParser(Path file, String folder) {
        this.file = file;
        this.folder = folder;
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
        List<Source> sources = each(root, "sources", SourceReader::read);
        List<SilverTable> silver = each(root, "silver", new SilverReader(scope, sqlFiles)::read);
        List<GoldTable> gold = each(root, "gold", new GoldReader(scope, sqlFiles)::read);
        checkCircles(root, silver);
        new ReferenceTypes(root, silver).check();
        return new Pipeline(folder, file, description, schedule, sources, silver, gold, List.of());
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

    private static <T> List<T> each(YamlSection root, String key, BiFunction<String, YamlSection, Optional<T>> reader) {
        Map<String, Optional<YamlSection>> entries = Scope.named(root, key);
        return entries.entrySet().stream()
                .flatMap(entry -> entry.getValue().flatMap(section -> reader.apply(entry.getKey(), section)).stream())
                .toList();
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
