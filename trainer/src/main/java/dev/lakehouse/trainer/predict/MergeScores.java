package dev.lakehouse.trainer.predict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.table.rowfile.TableRewrite;
import dev.lakehouse.trainer.example.ExampleFeed;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.network.ServedNetwork;
import dev.lakehouse.trainer.registry.ModelRow;

/**
 * Merges the scores of a table's rows into those that there are. Some of the keys are in memory at a time: where there are more, both
 * tables are gone through several times, each time for other keys.
 */
final class MergeScores {
    private static final int ROWS_AT_ONCE = 4096;

    private final ExampleFeed feed;
    private final ServedNetwork network;
    private final ModelRow run;
    private final Column key;
    private final long version;
    private final Instant now;
    private final int keysAtOnce;
    private Counts counts = new Counts(0, 0, 0, 0);

    /** How many keys were asked about, of these how many for the first time; how many stay, and how many are gone. */
    record Counts(long scored, long inserted, long kept, long removed) {
        Counts plus(long moreScored, long moreInserted, long moreKept, long moreRemoved) {
            return new Counts(scored + moreScored, inserted + moreInserted, kept + moreKept, removed + moreRemoved);
        }

        /** As the table's history tells it; empty where all stays as it is. */
        Optional<TableRewrite.Change> change(ModelRow run, long version) {
            if (scored == 0 && removed == 0) {
                return Optional.empty();
            }
            return Optional.of(new TableRewrite.Change(
                    "MERGE",
                    Map.of("model_run", run.run(), "gold_version", Long.toString(version)),
                    Map.of(
                            "numTargetRowsInserted", inserted,
                            "numTargetRowsUpdated", scored - inserted,
                            "numTargetRowsDeleted", removed,
                            "numTargetRowsCopied", kept)));
        }
    }

    /** What is known of the keys of one pass, and which of them were met. */
    private record Keys(Map<Object, Prediction> known, Set<Object> met) {}

    MergeScores(
            ExampleFeed feed,
            ServedNetwork network,
            ModelRow run,
            Column key,
            long version,
            Instant now,
            int keysAtOnce) {
        this.feed = feed;
        this.network = network;
        this.run = run;
        this.key = key;
        this.version = version;
        this.now = now;
        this.keysAtOnce = keysAtOnce;
    }

    /** What the last merge came to. */
    Counts counts() {
        return counts;
    }

    /** Writes all rows that the predictions are to have. A key that is twice among those to predict is a failure of kind data. */
    void merge(TableRewrite.Rows before, TableRewrite.Sink after) {
        counts = new Counts(0, 0, 0, 0);
        long keys = Math.max(before.count(), feed.rowsToPredict());
        int passes = Math.toIntExact(keys / keysAtOnce + 1);
        for (int pass = 0; pass < passes; pass++) {
            merge(before, after, passes, pass);
        }
    }

    private void merge(TableRewrite.Rows before, TableRewrite.Sink after, int passes, int pass) {
        Keys keys = new Keys(new HashMap<>(), new HashSet<>());
        before.read(values -> {
            Prediction known = Prediction.of(values);
            if (isOf(pass, passes, known.key())) {
                keys.known().put(known.key(), known);
            }
        });
        try (Feed.Batches batches = feed.toPredict(feed.shape().rowsAtOnce(ROWS_AT_ONCE))) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                List<Integer> rows = new ArrayList<>();
                for (int row = 0; row < batch.rows(); row++) {
                    if (isOf(pass, passes, key(batch, row))) {
                        rows.add(row);
                    }
                }
                take(batch, rows, keys, after);
            }
        }
        long gone = keys.known().keySet().stream()
                .filter(known -> !keys.met().contains(known))
                .count();
        counts = counts.plus(0, 0, 0, gone);
    }

    private void take(Batch batch, List<Integer> rows, Keys keys, TableRewrite.Sink after) {
        List<Integer> asked = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        long inserted = 0;
        for (int row : rows) {
            Object name = key(batch, row);
            if (!keys.met().add(name)) {
                throw twice(name);
            }
            long hash = RowHash.of(feed.shape(), batch, row);
            Prediction known = keys.known().get(name);
            if (known != null && known.features() == hash && known.modelRun().equals(run.run())) {
                after.write(known.values());
            } else {
                asked.add(row);
                hashes.add(hash);
                inserted += known == null ? 1 : 0;
            }
        }
        counts = counts.plus(asked.size(), inserted, rows.size() - asked.size(), 0);
        if (asked.isEmpty()) {
            return;
        }
        float[] scores = network.scores(ChosenRows.of(feed.shape(), batch, asked));
        for (int i = 0; i < scores.length; i++) {
            after.write(new Prediction(key(batch, asked.get(i)), scores[i], run.run(), version, hashes.get(i), now)
                    .values());
        }
    }

    private Object key(Batch batch, int row) {
        return Prediction.key(key.type(), batch.keys().get(row));
    }

    private static boolean isOf(int pass, int passes, Object key) {
        return Math.floorMod(key.hashCode(), passes) == pass;
    }

    private LakehouseException twice(Object name) {
        return new LakehouseException(
                FailureKind.DATA,
                "KEY_TWICE",
                "The key " + name + " is on two rows to predict",
                "each key gets one score, and " + run.goldTable() + " has several rows without a label for this one",
                "let the gold table's SQL keep the newest one of them");
    }
}
