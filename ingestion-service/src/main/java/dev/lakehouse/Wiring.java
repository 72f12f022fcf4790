package dev.lakehouse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.catalog.RegisterTables;
import dev.lakehouse.catalog.SyncCatalog;
import dev.lakehouse.cli.Tools;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Settings;
import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.doctor.Doctor;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.journey.CheckPipeline;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.sketch.SketchPipeline;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.Leftovers;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.storage.local.Scratch;
import dev.lakehouse.storage.s3.provision.ProvisionSettings;
import dev.lakehouse.storage.s3.provision.ProvisionStore;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** How the parts fit together for the settings of one process; the engine, which takes longest, starts when it is needed. */
final class Wiring implements Tools {
    private static final DataSize FOR_THE_JVM = DataSize.parse("384MB");

    private final Settings settings;
    private final Map<String, String> environment;
    private Optional<Lake> lake = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private Optional<Scratch> scratch = Optional.empty();

    Wiring(Settings settings, Map<String, String> environment) {
        this.settings = requireNonNull(settings, "settings is null");
        this.environment = Map.copyOf(environment);
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
        if (lake.isEmpty()) {
            lake = Optional.of(Lake.open(storage()));
        }
        return lake.get();
    }

    @Override
    public RunPipeline runPipeline() {
        return new RunPipeline(lake(), this::engine, Clock.systemUTC());
    }

    @Override
    public QueryLake queryLake() {
        return new QueryLake(lake(), engine());
    }

    @Override
    public CheckPipeline checkPipeline() {
        return new CheckPipeline(lake(), engine());
    }

    @Override
    public SketchPipeline sketchPipeline() {
        return new SketchPipeline(lake().storage(), engine());
    }

    @Override
    public RegisterTables registerTables() {
        return new RegisterTables(lake().storage(), TrinoSettings.read(environment));
    }

    @Override
    public Optional<SyncCatalog> syncCatalog() {
        return TrinoSettings.read(environment).map(trino -> new SyncCatalog(lake().storage(), trino));
    }

    @Override
    public ProvisionStore provision() {
        return new ProvisionStore(ProvisionSettings.read(environment));
    }

    @Override
    public Doctor doctor() {
        return new Doctor(Checkup.of(settings, environment, this::storage));
    }

    @Override
    public void close() {
        engine.ifPresent(Engine::close);
        scratch.ifPresent(Scratch::close);
    }

    private Storage storage() {
        return new LocalStorage(settings.home());
    }

    private Engine engine() {
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
