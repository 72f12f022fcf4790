package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The columns that a model names are held to those that its table's query yields, before anything is trained. */
class CheckModelsTest {
    private static final String PIPELINE = """
            pipeline: p
            sources: { t: { path: "p/**", format: csv } }
            silver: { t: { from: t, columns: { id: bigint } } }
            gold: { g: { sql: g.sql }, broken: { sql: broken.sql } }
            models:
              m:
                from: g
                key: id
                label: yes_or_no
                task: binary
                features:
                  amount: number
                  name: category
                  names: set
                  day: date
                split: { by: time, column: day }
              of_broken: { from: broken, key: a, label: b, task: binary, features: { c: number } }
            """;

    @TempDir
    private Path folder;

    @Test
    void aModelWhoseColumnsAreThereIsRight() throws IOException {
        assertThat(problems(
                        "id, true as yes_or_no, 1.5 as amount, 'x' as name, ['x'] as names, date '2024-01-01' as day"))
                .isEmpty();
    }

    @Test
    void columnsThatAreNotThereOrDoNotFitAreToldWithTheirLines() throws IOException {
        assertThat(problems("true as id, 1.5 as yes_or_no, 'x' as amount, ['x'] as name, 'x' as names, 7 as dai"))
                .containsExactly(
                        "8: gold.g.id is boolean: the model m wants a string or a whole number there",
                        "9: gold.g.yes_or_no is decimal(2,1): the model m wants a boolean, or a whole number of 0 and 1 there",
                        "12: gold.g.amount is string: the model m wants a number or boolean there",
                        "13: gold.g.name is array<string>: the model m wants a string, boolean or whole number there",
                        "14: gold.g.names is string: the model m wants an array of strings or whole numbers there",
                        "15: gold.g has no column 'day': it has id, yes_or_no, amount, name, names, dai",
                        "16: gold.g has no column 'day': it has id, yes_or_no, amount, name, names, dai");
    }

    private List<String> problems(String columns) throws IOException {
        Path pipeline = Files.createDirectories(folder.resolve("p"));
        Files.writeString(pipeline.resolve("pipeline.yml"), PIPELINE);
        Files.writeString(pipeline.resolve("g.sql"), "select " + columns + " from silver.t");
        Files.writeString(pipeline.resolve("broken.sql"), "select nothing from silver.t");
        try (DuckDbEngine engine = new DuckDbEngine(DataSize.parse("512MB"), 1, folder.resolve("scratch"))) {
            return new CheckPipeline(engine)
                    .problems(new PipelineReader().draft(pipeline)).stream()
                            .filter(problem -> problem.source().endsWith("pipeline.yml"))
                            .map(problem -> problem.line() + ": " + problem.what() + ": " + problem.why())
                            .toList();
        }
    }
}
