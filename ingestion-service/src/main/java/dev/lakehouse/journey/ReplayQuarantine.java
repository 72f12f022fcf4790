package dev.lakehouse.journey;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.ReadAgain.Reading;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** Finds what has to be done so that rows of a quarantine are tried again. */
public final class ReplayQuarantine {
    private final Lake lake;
    private final QueryLake queries;
    private final ReadAgain readAgain;

    public ReplayQuarantine(Lake lake, QueryLake queries, ReadAgain readAgain) {
        this.lake = requireNonNull(lake, "lake is null");
        this.queries = requireNonNull(queries, "queries is null");
        this.readAgain = requireNonNull(readAgain, "readAgain is null");
    }

    /**
     * What a replay does.
     *
     * @param readings batches to read again first; of bronze's quarantine
     * @param options of the run that follows
     */
    public record Replay(Pipeline pipeline, List<Reading> readings, RunOptions options) {
        /** Batches that can be read again. */
        public List<Reading> possible() {
            return readings.stream()
                    .filter(reading -> reading.obstacle().isEmpty())
                    .toList();
        }
    }

    /** How many rows a quarantine has; none where it does not exist. */
    public long rows(TableName quarantine) {
        return lake.table(quarantine)
                .snapshot()
                .map(snapshot ->
                        snapshot.files().stream().mapToLong(DataFile::rows).sum())
                .orElse(0L);
    }

    /** What to do for a quarantine; throws a failure of kind user where no pipeline fills it, or nothing can be read again. */
    public Replay find(TableName quarantine, List<Pipeline> pipelines) {
        for (Pipeline pipeline : pipelines) {
            Optional<Replay> replay = quarantine.layer() == Layer.BRONZE
                    ? ofBronze(pipeline, quarantine)
                    : ofSilver(pipeline, quarantine);
            if (replay.isPresent()) {
                return replay.get();
            }
        }
        throw new LakehouseException(
                FailureKind.USER,
                "QUARANTINE_OF_NOBODY",
                quarantine + " cannot be replayed",
                "no sound pipeline writes to its table",
                "look at the pipelines with 'lakehouse validate'");
    }

    private Optional<Replay> ofSilver(Pipeline pipeline, TableName quarantine) {
        return pipeline.silver().stream()
                .filter(table -> table.table().quarantine().equals(quarantine))
                .findFirst()
                .map(table -> new Replay(pipeline, List.of(), RunOptions.refreshing(table.table())));
    }

    private Optional<Replay> ofBronze(Pipeline pipeline, TableName quarantine) {
        return pipeline.sources().stream()
                .filter(source -> source.table().quarantine().equals(quarantine))
                .findFirst()
                .map(source -> replay(pipeline, source, quarantine));
    }

    private Replay replay(Pipeline pipeline, Source source, TableName quarantine) {
        Set<Long> batches = batches(quarantine);
        Replay replay = new Replay(
                pipeline,
                readAgain.find(pipeline, source, plan -> batches.contains(plan.number()), file -> true, Instant.MIN),
                RunOptions.ALL);
        if (replay.possible().isEmpty()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "FILES_GONE",
                    quarantine + " cannot be replayed",
                    replay.readings().stream()
                            .flatMap(reading -> reading.obstacle().stream())
                            .findFirst()
                            .orElse("none of its batches is in " + source.table()),
                    "put the files back under their paths; or mend the lines, and land them in a new file");
        }
        return replay;
    }

    private Set<Long> batches(TableName quarantine) {
        Set<Long> batches = new HashSet<>();
        queries.sql("select distinct " + ProvenanceColumns.BATCH + " from " + quarantine, new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public boolean row(List<Object> values) {
                batches.add((Long) values.get(0));
                return true;
            }
        });
        return batches;
    }
}
