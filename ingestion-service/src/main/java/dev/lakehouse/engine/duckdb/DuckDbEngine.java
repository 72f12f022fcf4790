package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.DeriveWork;
import dev.lakehouse.engine.Derived;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.QueryWork;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.Refined;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.RowsWork;
import dev.lakehouse.engine.Sampled;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/** DuckDB in this process: one database in memory, whose work spills to a scratch folder under a memory limit. */
public final class DuckDbEngine implements Engine {
    private final Database database;
    private final StopSignal signal;
    private final boolean owner;

    /**
     * @param memory what DuckDB itself may take, which is less than the process
     * @param scratch where work that does not fit spills; it need not exist
     */
    public DuckDbEngine(DataSize memory, int threads, Path scratch) {
        requireNonNull(scratch, "scratch is null");
        try {
            this.database = new Database(memory.bytes(), threads, scratch);
        } catch (SQLException e) {
            throw EngineFailures.of("starting DuckDB", e);
        }
        this.signal = new StopSignal();
        this.owner = true;
    }

    private DuckDbEngine(Database database, StopSignal signal) {
        this.database = database;
        this.signal = requireNonNull(signal, "signal is null");
        this.owner = false;
    }

    /** Loads DuckDB's library, which the first engine would else have to wait for. */
    public static void load() {
        try {
            DriverManager.getConnection("jdbc:duckdb:").close();
        } catch (SQLException e) {
            throw EngineFailures.of("starting DuckDB", e);
        }
    }

    @Override
    public Engine stoppable(StopSignal stop) {
        return new DuckDbEngine(database, stop);
    }

    @Override
    public Ingested ingest(IngestWork work, Progress progress) {
        return inSession("reading landing files", session -> new IngestFiles(database, session, work, progress).run());
    }

    @Override
    public Refined refine(RefineWork work, Progress progress) {
        return inSession("refining", session -> new RefineRows(session, work, progress).run());
    }

    @Override
    public Derived derive(DeriveWork work, Progress progress) {
        return inSession("computing", session -> new DeriveTable(session, work, progress).run());
    }

    @Override
    public Set<TableReference> references(String sql) {
        return inSession("reading a query", session -> {
            Set<TableReference> references = new LinkedHashSet<>();
            new QueryReferences(session).find(sql).forEach(place -> references.add(place.reference()));
            return references;
        });
    }

    @Override
    public TableSchema describe(String sql, Map<TableName, TableSchema> tables) {
        return inSession("compiling a query", session -> describe(session, sql, tables));
    }

    @Override
    public TableSchema describe(SqlFile sql, Map<TableName, TableSchema> tables) {
        return inSession("compiling " + sql.path(), session -> {
            try {
                return describe(session, sql.text(), tables);
            } catch (SQLException e) {
                throw SqlFailures.of(sql, e).orElseGet(() -> EngineFailures.of("compiling " + sql.path(), e));
            }
        });
    }

    @Override
    public Sampled sample(Source source, List<LandedFile> files) {
        return inSession("looking at files", session -> new SampleFiles(database, session, source).of(files));
    }

    @Override
    public void query(QueryWork work, RowSink sink) {
        inSession("running a query", session -> {
            new RunQuery(session).run(work, sink);
            return null;
        });
    }

    @Override
    public void rows(RowsWork work, RowSink sink) {
        inSession("reading rows of " + work.table().name(), session -> {
            new ReadRows(session, work).run(sink);
            return null;
        });
    }

    /** What is lent to others counts as a whole. */
    @Override
    public long memoryBytes() {
        return inSession(
                "measuring memory",
                session -> database.lent()
                        + session.number("select sum(memory_usage_bytes)::bigint from duckdb_memory()"));
    }

    @Override
    public void close() {
        if (!owner) {
            return;
        }
        try {
            database.close();
        } catch (SQLException e) {
            throw EngineFailures.of("stopping DuckDB", e);
        }
    }

    private static TableSchema describe(Session session, String sql, Map<TableName, TableSchema> tables)
            throws SQLException {
        List<TableInput> empty = tables.entrySet().stream()
                .map(table -> new TableInput(table.getKey(), table.getValue(), List.of(), 0))
                .toList();
        new InputViews(session).create(empty);
        return new TableSchema(DuckDbTypes.describe(session, "select * from (" + sql + "\n)"));
    }

    private interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** What was stopped may have failed in any way, or have taken the interrupt for a fault of the data: it counts for nothing. */
    private <T> T inSession(String activity, Work<T> work) {
        signal.check();
        try (Session session = database.session(signal)) {
            T result = work.in(session);
            signal.check();
            return result;
        } catch (SQLException e) {
            throw signal.asked() ? StopSignal.failure(e) : EngineFailures.of(activity, e);
        } catch (LakehouseException e) {
            throw signal.asked() ? StopSignal.failure(e) : e;
        }
    }
}
