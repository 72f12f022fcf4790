package dev.lakehouse.serve;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.run.RunLimits;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/**
 * What a service works with.
 *
 * @param pipelines the folder whose folders are pipelines
 * @param engine the same one each time, safe for use by several threads
 * @param environment has addresses and logins of the databases that sources are read from
 * @param afterRun is told the tables of each run that succeeded, to register them in a catalog; it throws nothing
 * @param catalogSync registers the lake's tables and tells what it did, as maps and lists; empty where there is no catalog
 * @param version the product's
 */
public record ServiceParts(
        ServiceSettings settings,
        Lake lake,
        Path pipelines,
        Supplier<Engine> engine,
        Map<String, String> environment,
        Consumer<List<TableName>> afterRun,
        Optional<Supplier<Object>> catalogSync,
        String version,
        RunLimits limits,
        Clock clock) {
    public ServiceParts {
        requireNonNull(settings, "settings is null");
        requireNonNull(lake, "lake is null");
        requireNonNull(pipelines, "pipelines is null");
        requireNonNull(engine, "engine is null");
        environment = Map.copyOf(environment);
        requireNonNull(afterRun, "afterRun is null");
        requireNonNull(catalogSync, "catalogSync is null");
        requireNonNull(version, "version is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(clock, "clock is null");
    }
}
