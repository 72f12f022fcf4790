package dev.lakehouse.cli;

import java.nio.file.Path;

import dev.lakehouse.journey.CheckPipeline;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.sketch.SketchPipeline;
import dev.lakehouse.table.Lake;

/** What commands do their work with. Each is made when it is first asked for, so that a command starts only what it needs. */
public interface Tools extends AutoCloseable {
    /** The lake's folder. */
    Path home();

    /** The folder whose folders are pipelines. */
    Path pipelines();

    /** The folder that gets a new pipeline. */
    Path newPipelines();

    Lake lake();

    RunPipeline runPipeline();

    QueryLake queryLake();

    CheckPipeline checkPipeline();

    SketchPipeline sketchPipeline();

    /** Starts the service. */
    Serving serve();

    @Override
    void close();
}
