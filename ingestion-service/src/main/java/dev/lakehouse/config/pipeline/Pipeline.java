package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * One pipeline: what lands, which tables it becomes, and what models learn from them. Lists keep the order of the file.
 *
 * @param name what users call it; also the name of its folder
 * @param file the {@code pipeline.yml} that it was read from
 * @param description what it is for, where that is said
 * @param schedule a cron expression for Airflow, where one is given
 * @param warnings what works, but may surprise
 */
public record Pipeline(
        String name,
        Path file,
        Optional<String> description,
        Optional<String> schedule,
        List<Source> sources,
        List<SilverTable> silver,
        List<GoldTable> gold,
        List<Model> models,
        List<Problem> warnings) {
    public Pipeline {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
        requireNonNull(description, "description is null");
        requireNonNull(schedule, "schedule is null");
        sources = List.copyOf(sources);
        silver = List.copyOf(silver);
        gold = List.copyOf(gold);
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /** The tables that it writes, but for quarantines, in the order of the journey. */
    public List<TableName> tables() {
        return Stream.of(
                        sources.stream().map(Source::table),
                        silver.stream().map(SilverTable::table),
                        gold.stream().map(GoldTable::table))
                .flatMap(names -> names)
                .toList();
    }

    Pipeline withWarnings(List<Problem> found) {
        return new Pipeline(name, file, description, schedule, sources, silver, gold, models, found);
    }
}
