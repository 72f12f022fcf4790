package dev.lakehouse.journey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.schema.Column;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

import static java.util.Objects.requireNonNull;

/**
 * Has landing files read once more, as after their source's options were mended. What is read again is a batch as a whole, for its
 * rows stand together; they take the place of those that it has in bronze, and keep their order among the others (docs/adr/0023).
 */
public final class ReadAgain {
    private final Lake lake;
    private final Clock clock;

    public ReadAgain(Lake lake, Clock clock) {
        this.lake = requireNonNull(lake, "lake is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * A batch that is in bronze.
     *
     * @param obstacle why it cannot be read again, if it cannot
     */
    public record Reading(Pipeline pipeline, Source source, BatchPlan batch, Optional<String> obstacle) {}

    /**
     * The batches of a source that have such a file.
     *
     * @param since only those that were planned no earlier
     */
    public List<Reading> find(
            Pipeline pipeline, Source source, Predicate<BatchPlan> wanted, Predicate<PlannedFile> file, Instant since) {
        long applied = applied(pipeline, source);
        List<BatchPlan> plans = log(source).all();
        Set<Long> beingRead = plans.stream()
                .filter(plan -> plan.number() > applied && plan.again().isPresent())
                .map(BatchPlan::batchOfRows)
                .collect(Collectors.toSet());
        long newest = plans.stream()
                .filter(plan -> plan.again().isEmpty())
                .mapToLong(BatchPlan::number)
                .max()
                .orElse(TableSnapshot.NO_BATCH);
        List<Reading> found = new ArrayList<>();
        for (BatchPlan plan : plans) {
            boolean isMeant = plan.again().isEmpty()
                    && plan.number() <= applied
                    && !plan.plannedAt().isBefore(since)
                    && wanted.test(plan)
                    && plan.files().stream().anyMatch(file);
            if (isMeant) {
                Optional<String> obstacle = beingRead.contains(plan.number())
                        ? Optional.of("the next run reads it again already")
                        : obstacle(source, plan, newest);
                found.add(new Reading(pipeline, source, plan, obstacle));
            }
        }
        return found;
    }

    /** Plans them, durably: the next run of their pipeline does it, or goes on with it. */
    public void plan(List<Reading> readings) {
        for (Reading reading : readings) {
            BatchLog log = log(reading.source());
            BatchPlan proposal;
            do {
                proposal = proposal(reading.batch(), log.latest().orElseThrow().number() + 1);
            } while (!log.plan(proposal).equals(proposal));
        }
    }

    private BatchPlan proposal(BatchPlan of, long number) {
        return new BatchPlan(
                number,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                of.files(),
                Map.of(),
                "",
                OptionalLong.of(of.number()));
    }

    private Optional<String> obstacle(Source source, BatchPlan plan, long newest) {
        if (source.mode() instanceof LoadMode.Full && plan.number() < newest) {
            return Optional.of("a newer snapshot has taken its place");
        }
        List<Column> retyped = lake.table(source.table())
                .snapshot()
                .map(bronze -> BronzeNames.retyped(source, bronze.schema()))
                .orElse(List.of());
        if (!retyped.isEmpty()) {
            return Optional.of("its source now declares another type of "
                    + retyped.get(0).name() + ", which in bronze has to stay");
        }
        List<String> gone = plan.files().stream()
                .filter(file -> lake.storage()
                        .find(new StoragePath(file.path()))
                        .filter(found -> found.fingerprint().equals(file.fingerprint()))
                        .isEmpty())
                .map(PlannedFile::path)
                .toList();
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        String others = gone.size() == 1 ? "" : ", and " + (gone.size() - 1) + " more";
        return Optional.of(gone.get(0) + others + ": not there any more, or overwritten");
    }

    private long applied(Pipeline pipeline, Source source) {
        return lake.table(source.table())
                .snapshot()
                .map(table -> table.lastBatch(pipeline.name() + "." + source.name()))
                .orElse(TableSnapshot.NO_BATCH);
    }

    private BatchLog log(Source source) {
        return new BatchLog(lake.storage(), source.table());
    }
}
