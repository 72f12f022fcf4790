package dev.lakehouse.extract;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.pipeline.DatabaseTable;
import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

import static java.util.Objects.requireNonNull;

/** Brings what is new in a table of a database into its source's landing folder. */
public final class ExtractTable {
    /** More are a burden for a database that has other work. */
    private static final int MOST_READERS = 4;

    private final Storage storage;
    private final Map<String, String> environment;
    private final StopSignal stop;
    private final Clock clock;

    /** @param environment has addresses and logins of connections ({@link ConnectionSettings#read}) */
    public ExtractTable(Storage storage, Map<String, String> environment, StopSignal stop, Clock clock) {
        this.storage = requireNonNull(storage, "storage is null");
        this.environment = Map.copyOf(environment);
        this.stop = requireNonNull(stop, "stop is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Reads it. Where it fails, what has landed of changed rows stays, and the next one goes on from there.
     *
     * @return sentences about rows that were left for later
     * @throws LakehouseException of kind user where connection, login, table or columns are wrong; of kind data where rows have no key
     *     or watermark; of kind external where the database fails
     */
    public List<String> run(Source source, Progress progress) {
        DatabaseTable table = source.database().orElseThrow();
        ConnectionSettings connection = ConnectionSettings.read(table.connection(), environment);
        Database database = new Database(connection, stop);
        int readers = table.readers()
                .orElse(Math.min(MOST_READERS, Runtime.getRuntime().availableProcessors()));
        try {
            if (source.mode() instanceof Full) {
                new ExtractSnapshot(storage, source, table, database, readers, stop, clock).run(progress);
                return List.of();
            }
            return new ExtractChanges(storage, source, table, database, readers, stop, clock).run(progress);
        } catch (SQLException e) {
            if (stop.asked()) {
                throw StopSignal.failure(e);
            }
            throw DatabaseFailures.of(connection, table.table(), e);
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "STORAGE_FAILED",
                    "Rows of " + table.table() + " cannot be written",
                    String.valueOf(e.getMessage()),
                    "check the disk, and run the command again",
                    e);
        }
    }
}
