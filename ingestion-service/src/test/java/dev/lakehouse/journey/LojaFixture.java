package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;

/** The shop's pipeline, one landing file a batch, over a lake that the shop's generator feeds. */
final class LojaFixture {
    private static final int DAYS = 3;

    private final Path folder;

    LojaFixture(Path folder) throws IOException {
        this.folder = folder;
        Path pipeline = Files.createDirectories(folder.resolve("loja"));
        try (Stream<Path> files = Files.list(Path.of("..", "pipelines", "loja"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file).replaceAll("(?m)^(    )(format: \\w+)", "$1$2\n$1max_files: 1");
                Files.writeString(pipeline.resolve(file.getFileName().toString()), text);
            }
        }
    }

    /** Lands a day's files, counted from 1. */
    void land(String lake, int day, long orders) {
        new LojaGenerator(new LojaParameters(orders, DAYS, 7, 5))
                .generateDay(day, folder.resolve(lake).resolve("landing"), false, rows -> {});
    }

    /** The folder, and which lake in it: what {@link Run} takes. */
    String[] arguments(String lake) {
        return new String[] {folder.toString(), lake};
    }

    LocalStorage storage(String lake) {
        return new LocalStorage(folder.resolve(lake));
    }

    /** A process that runs the pipeline once over a lake. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            Path scratch = folder.resolve("scratch-" + ProcessHandle.current().pid());
            try (Engine engine = new DuckDbEngine(DataSize.parse("512MB"), 2, scratch)) {
                new RunPipeline(
                                Lake.open(new LocalStorage(folder.resolve(arguments[1]))),
                                () -> engine,
                                Clock.systemUTC())
                        .run(
                                new PipelineReader().read(folder.resolve("loja")),
                                RunOptions.ALL,
                                FaultLake.Quiet.LISTENER);
            }
        }
    }
}
