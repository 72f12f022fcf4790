package dev.lakehouse.catalog;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;

/** The Delta tables that lie in a lake, whoever wrote them, and where Trino finds them. */
final class LakeTables {
    /** Each is a folder of the lake's home, or a bucket, and a schema of the catalog. */
    static final List<String> SCHEMAS = List.of("bronze", "silver", "gold", "ops");

    private static final String LOG = "_delta_log";

    /** Of folders below a schema, where people who lay tables deeper than we do may have put them. */
    private static final int DEPTH = 4;

    private static final Pattern COMMIT = Pattern.compile("[0-9]{20}\\.(?:json|checkpoint\\..*)");

    private final Storage storage;
    private final Function<StoragePath, String> locations;

    /** @param locations how Trino names a path: {@code s3://silver/pedidos} */
    LakeTables(Storage storage, Function<StoragePath, String> locations) {
        this.storage = storage;
        this.locations = locations;
    }

    /** Of a lake in an object store, which alone Trino sees too; {@code CATALOG_NEEDS_S3}, of kind user, for any other. */
    static LakeTables of(Storage storage) {
        URI home = storage.uri(new StoragePath(SCHEMAS.get(0)));
        if (!String.valueOf(home.getScheme()).matches("s3a?")) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "CATALOG_NEEDS_S3",
                    "Tables of this lake cannot be registered in a catalog",
                    "they lie in a folder of this machine (" + home + "), which Trino cannot see",
                    "set LAKEHOUSE_HOME to s3://, or unset LAKEHOUSE_TRINO_URL");
        }
        return new LakeTables(
                storage, path -> withoutEnd(storage.uri(path).toString().replaceFirst("^s3a:", "s3:")));
    }

    /**
     * What a look found.
     *
     * @param others locations that hold a Delta table, but have no name that a catalog could take
     */
    record Found(Map<CatalogTable, String> tables, List<String> others) {}

    /** Looks into every folder. */
    Found find() {
        Map<CatalogTable, String> tables = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (String schema : SCHEMAS) {
            for (String folder : storage.folders(new StoragePath(schema))) {
                StoragePath path = new StoragePath(schema).resolve(folder);
                if (!isTable(path)) {
                    continue;
                }
                if (TableName.LEGAL.matcher(folder).matches()) {
                    tables.put(new CatalogTable(schema, folder), locations.apply(path));
                } else {
                    others.add(locations.apply(path));
                }
            }
        }
        return new Found(tables, others);
    }

    /** Where a table of that name lies, if there is one. */
    Optional<String> find(CatalogTable table) {
        StoragePath path = folder(table);
        return isTable(path) ? Optional.of(locations.apply(path)) : Optional.empty();
    }

    /** Where Trino is to put new tables of a schema. */
    String schemaLocation(String schema) {
        return locations.apply(new StoragePath(schema)) + "/";
    }

    /** Whether a location is below one of the schemas'. */
    boolean owns(String location) {
        return path(location).isPresent();
    }

    /** Whether a location that is {@linkplain #owns ours} has no log, not even a damaged one. */
    boolean isGone(String location) {
        return path(location)
                .filter(folder -> storage.list(folder.resolve(LOG)).isEmpty())
                .isPresent();
    }

    /** Whether a location that is {@linkplain #owns ours} has a log without a single commit. */
    boolean isDamaged(String location) {
        return path(location).filter(folder -> !isTable(folder)).isPresent() && !isGone(location);
    }

    private Optional<StoragePath> path(String location) {
        return SCHEMAS.stream()
                .filter(schema -> comparable(location).startsWith(schemaLocation(schema)))
                .map(schema -> new StoragePath(schema)
                        .resolve(comparable(location)
                                .substring(schemaLocation(schema).length())))
                .findFirst();
    }

    /**
     * All places that have a log, sound or damaged, or may have one: of folders deeper than {@value #DEPTH} in their schema nobody
     * looks into the last. It takes a request for each folder outside of tables, so ask seldom.
     */
    Set<String> logs() {
        Set<String> logs = new TreeSet<>();
        for (String schema : SCHEMAS) {
            StoragePath path = new StoragePath(schema);
            storage.folders(path).forEach(folder -> addLogs(path.resolve(folder), 1, logs));
        }
        return logs;
    }

    /** A table's own folders, which are its partitions, are not looked into. */
    private void addLogs(StoragePath folder, int depth, Set<String> logs) {
        List<String> inner = storage.folders(folder);
        if (inner.contains(LOG) || (depth == DEPTH && !inner.isEmpty())) {
            logs.add(locations.apply(folder));
        } else {
            inner.forEach(name -> addLogs(folder.resolve(name), depth + 1, logs));
        }
    }

    /** Locations are the same with and without a slash at the end, and by each name of S3. */
    static String comparable(String location) {
        return withoutEnd(location.replaceFirst("^s3[an]:", "s3:"));
    }

    private static StoragePath folder(CatalogTable table) {
        return new StoragePath(table.schema()).resolve(table.table());
    }

    /** The first commit tells in one request; where the log was cleaned up, only a listing does. */
    private boolean isTable(StoragePath folder) {
        StoragePath log = folder.resolve(LOG);
        return storage.find(log.resolve("%020d.json".formatted(0))).isPresent()
                || storage.list(log).stream()
                        .anyMatch(file -> COMMIT.matcher(file.path().fileName()).matches());
    }

    private static String withoutEnd(String location) {
        return location.replaceFirst("/+$", "");
    }
}
