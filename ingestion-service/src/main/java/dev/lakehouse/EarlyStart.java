package dev.lakehouse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads in a thread of its own what a run needs later and what takes long to load, while it reads its settings and its pipeline: DuckDB's
 * library, and by a commit to a table that nobody sees what writes and reads a table's log. A third of a second on two cores
 * (docs/adr/0014). Nothing depends on it: where it fails, the run loads all of it when it needs it, and fails in its own words.
 */
final class EarlyStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration OLD = Duration.ofHours(1);
    private static final String PREFIX = "lakehouse-rehearsal-";
    private static final String FILE = "rehearsal.parquet";
    private static final TableName REHEARSAL = new TableName(Layer.BRONZE, "rehearsal");

    private final Thread thread = new Thread(EarlyStart::load, "early-start");

    private EarlyStart() {}

    static EarlyStart begin() {
        EarlyStart early = new EarlyStart();
        early.thread.setDaemon(true);
        early.thread.start();
        return early;
    }

    private static void load() {
        try {
            DuckDbEngine.load();
            deleteThoseOfKilledProcesses();
            Path folder = Files.createTempDirectory(PREFIX);
            try {
                rehearse(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.debug("All is loaded when it is needed", e);
        }
    }

    private static void rehearse(Path folder) throws IOException {
        DeltaTable table = Lake.open(new LocalStorage(folder)).table(REHEARSAL);
        Path file = folder.resolve(table.folder().toString()).resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1]);
        commit(table);
    }

    private static void deleteThoseOfKilledProcesses() throws IOException {
        Instant old = Instant.now().minus(OLD);
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    delete(folder);
                }
            }
        }
    }

    private static void commit(DeltaTable table) {
        TableSchema schema = new TableSchema(List.of(new Column("id", Primitive.BIGINT)));
        table.commit(new TableChange(
                TableSnapshot.absent(REHEARSAL, schema),
                false,
                schema,
                List.of(new WrittenFile(FILE, 1, 1, Map.of())),
                List.of(),
                Optional.empty(),
                "WRITE",
                Map.of(),
                Map.of()));
        table.snapshot();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Waits until nothing is loaded any more, unless that takes longer than it may. */
    @Override
    public void close() {
        try {
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
