package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;

/** A lake in {@code lake/} of a folder, and a pipeline in {@code pipeline/} beside it, to be maltreated. */
final class FaultLake implements AutoCloseable {
    private static final DataSize MEMORY = DataSize.parse("512MB");
    private static final int THREADS = 2;

    private final Path folder;
    private final Storage storage;
    private final Engine engine;

    FaultLake(Path folder) {
        this(folder, MEMORY);
    }

    /** @param memory what the engine may take */
    FaultLake(Path folder, DataSize memory) {
        this(
                folder,
                new LocalStorage(folder.resolve("lake")),
                new DuckDbEngine(memory, THREADS, folder.resolve("scratch")));
    }

    FaultLake(Path folder, Storage storage) {
        this(folder, storage, new DuckDbEngine(MEMORY, THREADS, folder.resolve("scratch")));
    }

    FaultLake(Path folder, Storage storage, Engine engine) {
        this.folder = folder;
        this.storage = storage;
        this.engine = engine;
    }

    /** The lake's own folder. */
    Path home() {
        return folder.resolve("lake");
    }

    /** A pipeline {@code p} of one source and nothing else, whose files land in {@code landing/in}. */
    FaultLake source(String format, String... more) {
        return pipeline("pipeline: pipeline\nsources:\n  t:\n    path: \"in/**\"\n    format: " + format + "\n    "
                + String.join("\n    ", more) + "\n");
    }

    FaultLake pipeline(String text) {
        return write(folder.resolve("pipeline/pipeline.yml"), text.getBytes(StandardCharsets.UTF_8));
    }

    FaultLake sql(String name, String text) {
        return write(folder.resolve("pipeline").resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    FaultLake land(String name, String text) {
        return land(name, text.getBytes(StandardCharsets.UTF_8));
    }

    FaultLake land(String name, byte[] content) {
        return write(landed(name), content);
    }

    /** Where a file of that name lands. */
    Path landed(String name) {
        return home().resolve("landing/in").resolve(name);
    }

    Pipeline read() {
        return new PipelineReader().read(folder.resolve("pipeline"));
    }

    /** Runs it whole, with a new look at the lake. */
    RunReport run() {
        return run(read());
    }

    RunReport run(Pipeline pipeline) {
        return run(pipeline, RunOptions.ALL);
    }

    RunReport run(Pipeline pipeline, RunOptions options) {
        return new RunPipeline(Lake.open(storage), () -> engine, Clock.systemUTC())
                .run(pipeline, options, Quiet.LISTENER);
    }

    /** What a run did to the source's bronze table. */
    StageResult ingest() {
        return run().results().get(0);
    }

    Storage storage() {
        return storage;
    }

    Engine engine() {
        return engine;
    }

    /** The rows of a query, each as its values parted by {@code |}. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        new QueryLake(Lake.open(storage), engine).sql(sql, new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public boolean row(List<Object> values) {
                rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
                return true;
            }
        });
        return rows;
    }

    long count(String table) {
        return exists(table)
                ? Long.parseLong(rows("select count(*) from " + table).get(0))
                : 0;
    }

    boolean exists(String table) {
        return Lake.open(storage).table(TableName.parse(table)).exists();
    }

    @Override
    public void close() {
        engine.close();
    }

    private FaultLake write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hears nothing. */
    enum Quiet implements RunListener {
        LISTENER;

        @Override
        public Progress started(TableName table) {
            return Progress.NONE;
        }

        @Override
        public void finished(StageResult result) {}
    }
}
