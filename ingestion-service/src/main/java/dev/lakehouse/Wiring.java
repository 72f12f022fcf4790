package dev.lakehouse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.cli.Serving;
import dev.lakehouse.cli.Tools;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Settings;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.journey.CheckPipeline;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.sketch.SketchPipeline;
import dev.lakehouse.serve.Service;
import dev.lakehouse.serve.ServiceParts;
import dev.lakehouse.serve.run.RunLimits;
import dev.lakehouse.storage.local.Leftovers;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.storage.local.Scratch;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** How the parts fit together for the settings of one process; the engine, which takes longest, starts when it is needed. */
final class Wiring implements Tools {
    private static final DataSize FOR_THE_JVM = DataSize.parse("384MB");

    private final Settings settings;
    private final Lake lake;
    private Optional<Engine> engine = Optional.empty();
    private Optional<Scratch> scratch = Optional.empty();

    Wiring(Settings settings) {
        this.settings = requireNonNull(settings, "settings is null");
        this.lake = Lake.open(new LocalStorage(settings.home()));
    }

    @Override
    public Path home() {
        return settings.home();
    }

    @Override
    public Path pipelines() {
        return settings.pipelines();
    }

    @Override
    public Path newPipelines() {
        return settings.newPipelines();
    }

    @Override
    public Lake lake() {
        return lake;
    }

    @Override
    public RunPipeline runPipeline() {
        return new RunPipeline(lake, this::engine, Clock.systemUTC());
    }

    @Override
    public QueryLake queryLake() {
        return new QueryLake(lake, engine());
    }

    @Override
    public CheckPipeline checkPipeline() {
        return new CheckPipeline(lake, engine());
    }

    @Override
    public SketchPipeline sketchPipeline() {
        return new SketchPipeline(lake.storage(), engine());
    }

    @Override
    public Serving serve() {
        Service service = new Service(new ServiceParts(
                settings.service(),
                lake,
                settings.pipelines(),
                this::engine,
                Optional.empty(),
                Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                RunLimits.DEFAULT,
                Clock.systemUTC()));
        return new Serving() {
            @Override
            public URI address() {
                return service.address();
            }

            @Override
            public void close() {
                service.close();
            }
        };
    }

    @Override
    public void close() {
        engine.ifPresent(Engine::close);
        scratch.ifPresent(Scratch::close);
    }

    private synchronized Engine engine() {
        if (engine.isEmpty()) {
            Path folder = scratchFolder();
            engine = Optional.of(new DuckDbEngine(engineMemory(), settings.threads(), folder));
        }
        return engine.get();
    }

    /** The limit is for the whole process. */
    private DataSize engineMemory() {
        long all = settings.memory().bytes();
        return new DataSize(Math.max(all / 2, all - FOR_THE_JVM.bytes()));
    }

    /** On the lake's disk, which has room for data. Where there is no lake yet, there are no data either. */
    private Path scratchFolder() {
        Path ops = settings.home().resolve("ops");
        if (Files.isDirectory(ops)) {
            Leftovers.delete(settings.home());
            scratch = Optional.of(Scratch.open(ops.resolve("scratch")));
        }
        return scratch.map(Scratch::folder)
                .orElse(ops.resolve("scratch").resolve(UUID.randomUUID().toString()));
    }
}
