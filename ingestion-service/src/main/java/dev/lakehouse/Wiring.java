package dev.lakehouse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.catalog.RegisterTables;
import dev.lakehouse.catalog.SyncCatalog;
import dev.lakehouse.cli.Serving;
import dev.lakehouse.cli.Tools;
import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home;
import dev.lakehouse.config.Settings;
import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.doctor.Doctor;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.CheckPipeline;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.journey.ReadAgain;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.sketch.SketchPipeline;
import dev.lakehouse.serve.Service;
import dev.lakehouse.serve.ServiceParts;
import dev.lakehouse.serve.run.RunLimits;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.Leftovers;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.storage.local.Scratch;
import dev.lakehouse.storage.s3.S3Storage;
import dev.lakehouse.storage.s3.provision.ProvisionSettings;
import dev.lakehouse.storage.s3.provision.ProvisionStore;
import dev.lakehouse.table.Lake;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/** How the parts fit together for the settings of one process; the engine, which takes longest, starts when it is needed. */
final class Wiring implements Tools {
    private static final DataSize FOR_THE_JVM = DataSize.parse("384MB");

    private final Settings settings;
    private final Map<String, String> environment;
    private Optional<Lake> lake = Optional.empty();
    private Optional<Engine> engine = Optional.empty();
    private Optional<Scratch> scratch = Optional.empty();
    private Optional<EarlyStart> early = Optional.empty();

    Wiring(Settings settings, Map<String, String> environment) {
        this.settings = requireNonNull(settings, "settings is null");
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Home home() {
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
    public ConnectionSettings connection(String name) {
        return ConnectionSettings.read(name, environment);
    }

    @Override
    public void expectRun() {
        if (early.isEmpty()) {
            early = Optional.of(EarlyStart.begin());
        }
    }

    @Override
    public RunPipeline runPipeline() {
        return new RunPipeline(lake(), this::engine, Clock.systemUTC(), environment, new StopSignal());
    }

    @Override
    public ReadAgain readAgain() {
        return new ReadAgain(lake(), Clock.systemUTC());
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
    public Serving serve() {
        RegisterTables catalog = registerTables();
        Service service = new Service(new ServiceParts(
                settings.service(),
                lake(),
                settings.pipelines(),
                this::engine,
                environment,
                tables -> catalog.after(tables).failure().ifPresent(Wiring::catalogIsBehind),
                syncCatalog().map(sync -> () -> sync.apply().fields()),
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
        early.ifPresent(EarlyStart::close);
        engine.ifPresent(Engine::close);
        scratch.ifPresent(Scratch::close);
        lake.ifPresent(opened -> opened.storage().close());
    }

    private static void catalogIsBehind(LakehouseException failure) {
        LoggerFactory.getLogger(Wiring.class)
                .warn("the tables are right, but not all are in the catalog; the next sync registers them", failure);
    }

    /** A local lake loads nothing of the object store's classes. */
    private Storage storage() {
        if (settings.home() instanceof Home.Folder folder) {
            return new LocalStorage(folder.path());
        }
        return objectStore((Home.ObjectStore) settings.home());
    }

    private static Storage objectStore(Home.ObjectStore home) {
        return new S3Storage(home);
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

    /**
     * On the lake's disk, or where an object store's files pass through, which has room for data. Where there is no lake yet, there
     * are no data either.
     */
    private Path scratchFolder() {
        Path parent = settings.home() instanceof Home.Folder home
                ? home.path().resolve("ops").resolve("scratch")
                : ((Home.ObjectStore) settings.home()).scratch().resolve("engine");
        if (settings.home() instanceof Home.Folder home) {
            if (!Files.isDirectory(home.path().resolve("ops"))) {
                return parent.resolve(UUID.randomUUID().toString());
            }
            Leftovers.delete(home.path());
        }
        scratch = Optional.of(Scratch.open(parent));
        return scratch.get().folder();
    }
}
