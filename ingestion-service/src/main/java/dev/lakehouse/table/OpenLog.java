package dev.lakehouse.table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.internal.DeltaLogImpl;
import io.delta.standalone.internal.SnapshotImpl;
import io.delta.standalone.internal.exception.DeltaErrors.InvalidProtocolVersionException;
import scala.jdk.javaapi.CollectionConverters;

/** A table's log in the hands of Delta Standalone, opened when it is first asked for. */
final class OpenLog {
    private final TableName table;
    private final Storage storage;
    private final StoragePath folder;
    private final LogFolder files;
    private DeltaLogImpl opened;

    OpenLog(Storage storage, TableName table, StoragePath folder, LogFolder files) {
        this.table = table;
        this.storage = storage;
        this.folder = folder;
        this.files = files;
    }

    /** The log, which looks at the store on each update. */
    synchronized DeltaLogImpl log() {
        if (opened == null) {
            opened = reading(() -> DeltaLogImpl.forTable(new HadoopSettings(storage), HadoopSettings.path(folder)));
        }
        return opened;
    }

    /** The newest version there is now; empty where there is no table. */
    Optional<TableSnapshot> latest() {
        DeltaLogImpl log = log();
        return reading(() -> Optional.of(log.update())
                .filter(snapshot -> snapshot.version() >= 0)
                .map(this::describe));
    }

    /** A version that is known to be there. */
    TableSnapshot at(long version) {
        DeltaLogImpl log = log();
        return reading(() -> describe(log.getSnapshotForVersionAsOf(version)));
    }

    /** Runs what reads the log, and turns what it throws into a failure that names the table. */
    <T> T reading(Callable<T> read) {
        try {
            return read.call();
        } catch (LakehouseException e) {
            throw e;
        } catch (InvalidProtocolVersionException e) {
            throw TableFailures.unsupported(table, TableFeatures.named(files.protocol()), false, e);
        } catch (SchemaConversion.UnknownTypeException e) {
            throw TableFailures.unsupported(table, e.getMessage(), false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TableFailures.interrupted(table, e);
        } catch (Exception e) {
            throw TableFailures.unreadable(table, storage.uri(folder).toString(), e);
        }
    }

    private TableSnapshot describe(SnapshotImpl snapshot) throws LakehouseException {
        TableFeatures.obstacleToRead(snapshot.getMetadata()).ifPresent(obstacle -> {
            throw TableFailures.unsupported(table, obstacle, false, null);
        });
        TableSchema schema = SchemaConversion.fromDelta(snapshot.getMetadata().getSchema());
        List<DataFile> dataFiles = snapshot.getAllFiles().stream()
                .map(this::describe)
                .sorted(Comparator.comparing(DataFile::name))
                .toList();
        Map<String, Long> batches = CollectionConverters.asJava(snapshot.setTransactions()).stream()
                .collect(Collectors.toMap(SetTransaction::getAppId, SetTransaction::getVersion, Math::max));
        return new TableSnapshot(
                table, snapshot.version(), Instant.ofEpochMilli(snapshot.timestamp()), schema, dataFiles, batches);
    }

    private DataFile describe(AddFile file) {
        if (FilePaths.isAbsolute(file.getPath())) {
            throw TableFailures.unsupported(table, "files outside its folder, as a shallow clone does", false, null);
        }
        String statistics = file.getStats() == null ? "" : file.getStats();
        return new DataFile(
                FilePaths.decode(file.getPath()),
                file.getSize(),
                Instant.ofEpochMilli(file.getModificationTime()),
                FileStatistics.rows(statistics),
                statistics);
    }
}
