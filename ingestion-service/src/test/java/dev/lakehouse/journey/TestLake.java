package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;

/** A lake in a folder with the real engine and storage, and the verbs that tests of the journey need. */
final class TestLake implements AutoCloseable {
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

    TestLake(Path folder) {
        this(folder, "512MB");
    }

    TestLake(Path folder, String memory) {
        this.folder = folder;
        this.engine = new DuckDbEngine(DataSize.parse(memory), 2, folder.resolve("scratch"));
    }

    Path home() {
        return folder.resolve("lake");
    }

    Path landing() {
        return home().resolve("landing");
    }

    /** Puts a file into landing, below which {@code path} is; replaces what is there. */
    void land(String path, String... lines) {
        land(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void land(String path, byte[] content) {
        write(landing().resolve(path), content);
    }

    /** A pipeline {@code p} of this text; {@code files} are its queries, by name. */
    Pipeline pipeline(String yaml, Map<String, String> files) {
        Path pipeline = folder.resolve("pipelines").resolve("p");
        write(pipeline.resolve(PipelineReader.FILE_NAME), yaml.getBytes(StandardCharsets.UTF_8));
        files.forEach((name, sql) -> write(pipeline.resolve(name), sql.getBytes(StandardCharsets.UTF_8)));
        return new PipelineReader().read(pipeline);
    }

    Pipeline pipeline(String yaml) {
        return pipeline(yaml, Map.of());
    }

    RunReport run(Pipeline pipeline) {
        return run(pipeline, RunOptions.ALL);
    }

    RunReport run(Pipeline pipeline, RunOptions options) {
        // Each run opens the lake anew, as each command does.
        return new RunPipeline(open(), () -> engine, Clock.systemUTC()).run(pipeline, options, SILENT);
    }

    /** The same with databases, whose connections are in {@code environment}. */
    RunReport run(Pipeline pipeline, Map<String, String> environment) {
        return new RunPipeline(open(), () -> engine, Clock.systemUTC(), environment, new StopSignal())
                .run(pipeline, RunOptions.ALL, SILENT);
    }

    Lake open() {
        return Lake.open(new LocalStorage(home()));
    }

    DuckDbEngine engine() {
        return engine;
    }

    DeltaLog table(String name) {
        return new DeltaLog(home().resolve(name.replace('.', '/')));
    }

    /** Plain DuckDB over all tables as they are now; whoever asks closes it. */
    PlainDuckDb duckdb() {
        return PlainDuckDb.over(home());
    }

    /** The newest version of each table. */
    Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        DeltaLog.all(home()).forEach((name, log) -> versions.put(name, log.version()));
        return versions;
    }

    static StageResult result(RunReport report, String table) {
        return report.results().stream()
                .filter(result -> result.table().toString().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + table + " in " + report));
    }

    @Override
    public void close() {
        engine.close();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
