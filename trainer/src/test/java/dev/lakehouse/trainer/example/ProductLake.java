package dev.lakehouse.trainer.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.journey.RunListener;
import dev.lakehouse.journey.RunOptions;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;

/** A lake whose tables the product itself makes: those of the shop, or a gold table of any query. */
public final class ProductLake implements AutoCloseable {
    private static final RunListener SILENT = new RunListener() {
        @Override
        public Progress started(TableName table) {
            return Progress.NONE;
        }

        @Override
        public void finished(StageResult result) {}
    };

    private final Path folder;
    private final DuckDbEngine engine;

    public ProductLake(Path folder) {
        this.folder = folder;
        this.engine = new DuckDbEngine(DataSize.parse("1GB"), 2, folder.resolve("scratch"));
    }

    public Path home() {
        return folder.resolve("lake");
    }

    /** The lake, opened anew as each command does. */
    public Lake open() {
        return Lake.open(new LocalStorage(home()));
    }

    /** Runs the pipeline {@code p}, whose table {@code gold.g} is this query and which has this model {@code m}. */
    public Model gold(String query, String model) {
        if (!Files.exists(folder.resolve("lake/landing/p/one.csv"))) {
            write("lake/landing/p/one.csv", "n\n1\n");
        }
        write("pipelines/p/pipeline.yml", """
                pipeline: p
                sources: { one: { path: "p/**", format: csv } }
                silver: { one: { from: one, columns: { n: bigint } } }
                gold: { g: { sql: g.sql } }
                models: { m: %s }
                """.formatted(model));
        write("pipelines/p/g.sql", "select g.* from silver.one, (" + query + ") g");
        return run(folder.resolve("pipelines/p")).models().get(0);
    }

    /** Lands a shop and runs its pipeline. */
    public Pipeline loja(LojaParameters parameters) {
        new LojaGenerator(parameters).generate(home().resolve("landing"), false, rows -> {});
        return run(Path.of("..", "pipelines", "loja"));
    }

    ExampleTable examples(Model model) {
        return ExampleTable.open(open(), model, OptionalLong.empty());
    }

    private Pipeline run(Path pipelineFolder) {
        Pipeline pipeline = new PipelineReader().read(pipelineFolder);
        new RunPipeline(open(), () -> engine, Clock.systemUTC()).run(pipeline, RunOptions.ALL, SILENT);
        return pipeline;
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
