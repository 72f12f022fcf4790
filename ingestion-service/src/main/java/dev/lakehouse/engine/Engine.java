package dev.lakehouse.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/**
 * Does the work that stages describe. It writes data files, and commits nothing.
 *
 * <p>Every method throws a {@link dev.lakehouse.failure.LakehouseException}: of kind data where rows or files are to blame,
 * user where a query or a pipeline is, external where disk or memory ran out. Files written before it threw are in no log.
 */
public interface Engine extends AutoCloseable {
    /** Turns landing files into data files of a bronze table. */
    Ingested ingest(IngestWork work, Progress progress);

    /** Types, checks and deduplicates new bronze rows into data files of a silver table. */
    Refined refine(RefineWork work, Progress progress);

    /** Computes a gold table, or its keys whose inputs changed. */
    Derived derive(DeriveWork work, Progress progress);

    /** The tables of the lake that a query reads; throws a failure of kind user where it does not parse. */
    Set<TableReference> references(String sql);

    /** The columns that a query yields over tables of those schemas. */
    TableSchema describe(String sql, Map<TableName, TableSchema> tables);

    /** The same for a query in a file, whose failures say in which of its lines it goes wrong. */
    TableSchema describe(SqlFile sql, Map<TableName, TableSchema> tables);

    /** What landing files of one source look like: names, types, a key. */
    Sampled sample(Source source, List<LandedFile> files);

    /** Runs a query over tables; see {@link QueryWork}. */
    void query(QueryWork work, RowSink sink);

    /** Reads some rows of one table. */
    void rows(RowsWork work, RowSink sink);

    /**
     * This engine for work that can be stopped: once the signal is asked, a statement that runs is interrupted, and methods
     * throw {@code WORK_STOPPED}, of kind external. It shares all else with this one, and is closed with it.
     */
    Engine stoppable(StopSignal signal);

    /** How many bytes of memory all of its work holds at this moment. */
    long memoryBytes();

    @Override
    void close();
}
