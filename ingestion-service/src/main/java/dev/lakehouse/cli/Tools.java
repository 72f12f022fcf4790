package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.Optional;

import dev.lakehouse.catalog.RegisterTables;
import dev.lakehouse.catalog.SyncCatalog;
import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.Home;
import dev.lakehouse.doctor.Doctor;
import dev.lakehouse.journey.CheckPipeline;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.journey.ReadAgain;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.sketch.SketchPipeline;
import dev.lakehouse.storage.s3.provision.ProvisionStore;
import dev.lakehouse.table.Lake;

/** What commands do their work with. Each is made when it is first asked for, so that a command starts only what it needs. */
public interface Tools extends AutoCloseable {
    /** Where the lake is. */
    Home home();

    /** The folder whose folders are pipelines. */
    Path pipelines();

    /** The folder that gets a new pipeline. */
    Path newPipelines();

    Lake lake();

    /** A database's address and login; throws a failure of kind user where the environment has none of that name. */
    ConnectionSettings connection(String name);

    /** Says that {@link #runPipeline} will be asked for: what takes long to load is loaded meanwhile. */
    void expectRun();

    RunPipeline runPipeline();

    ReadAgain readAgain();

    QueryLake queryLake();

    CheckPipeline checkPipeline();

    SketchPipeline sketchPipeline();

    /** Starts the service. */
    Serving serve();

    /** Puts the tables of a run into the catalog, where there is one. */
    RegisterTables registerTables();

    /** Empty where the settings name no catalog. */
    Optional<SyncCatalog> syncCatalog();

    ProvisionStore provision();

    Doctor doctor();

    @Override
    void close();
}
