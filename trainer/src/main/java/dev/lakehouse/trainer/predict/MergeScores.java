package dev.lakehouse.trainer.predict;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
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
 * Merges the scores of a table's rows into those that there are. The table and the predictions are gone through once, and their keys, with
 * what is known of them, parted into files. Part by part it is found whose scores stay; then the table is gone through once more, and
 * the network is asked about the others. So time grows with the number of keys, and memory by a bit for each.
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

    /** Is told of each batch, and how many rows came before it. */
    private interface BatchTaker {
        void take(Batch batch, int first);
    }

    /** @param keysAtOnce about how many are held in memory */
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

    /**
     * Writes all rows that the predictions are to have. A key that is twice among those to predict is a failure of kind data.
     *
     * @param scratch a folder for as long as this takes, for some 100 bytes of each key
     */
    void merge(TableRewrite.Rows before, TableRewrite.Sink after, Path scratch) {
        counts = new Counts(0, 0, 0, 0);
        int parts = Math.toIntExact(Math.max(before.count(), feed.rowsToPredict()) / keysAtOnce + 1);
        BitSet toAsk = new BitSet(Math.toIntExact(feed.rowsToPredict()));
        try (KeyParts<Prediction> known = new KeyParts<>(scratch, "known", parts, new Prediction.InFile(key.type()));
                KeyParts<KeyedRow> rows = new KeyParts<>(scratch, "rows", parts, KeyedRow.FORM)) {
            before.read(values -> known.add(Prediction.of(values)));
            everyBatch((batch, first) -> {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(new KeyedRow(batch.keys().get(row), RowHash.of(feed.shape(), batch, row), first + row));
                }
            });
            for (int part = 0; part < parts; part++) {
                keep(part, known, rows, after, toAsk);
            }
        }
        if (!toAsk.isEmpty()) {
            everyBatch((batch, first) -> ask(batch, first, toAsk, after));
        }
    }

    private void everyBatch(BatchTaker taker) {
        int first = 0;
        try (Feed.Batches batches = feed.toPredict(feed.shape().rowsAtOnce(ROWS_AT_ONCE))) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                taker.take(next.get(), first);
                first += next.get().rows();
            }
        }
    }

    /** Writes those of a part's keys that stay as they are, and says which rows the network is to be asked about. */
    private void keep(
            int part, KeyParts<Prediction> known, KeyParts<KeyedRow> rows, TableRewrite.Sink after, BitSet toAsk) {
        Map<String, Prediction> before = new HashMap<>();
        known.take(part, prediction -> before.put(prediction.key().toString(), prediction));
        Set<String> met = new HashSet<>();
        rows.take(part, row -> {
            if (!met.add(row.key())) {
                throw twice(row.key());
            }
            Prediction prediction = before.remove(row.key());
            if (prediction != null
                    && prediction.features() == row.features()
                    && prediction.modelRun().equals(run.run())) {
                after.write(prediction.values());
                counts = counts.plus(0, 0, 1, 0);
            } else {
                toAsk.set(row.place());
                counts = counts.plus(1, prediction == null ? 1 : 0, 0, 0);
            }
        });
        counts = counts.plus(0, 0, 0, before.size());
    }

    private void ask(Batch batch, int first, BitSet toAsk, TableRewrite.Sink after) {
        List<Integer> asked = new ArrayList<>();
        for (int place = toAsk.nextSetBit(first);
                place >= 0 && place < first + batch.rows();
                place = toAsk.nextSetBit(place + 1)) {
            asked.add(place - first);
        }
        if (asked.isEmpty()) {
            return;
        }
        float[] scores = network.scores(ChosenRows.of(feed.shape(), batch, asked));
        for (int i = 0; i < scores.length; i++) {
            int row = asked.get(i);
            Object name = Prediction.key(key.type(), batch.keys().get(row));
            long features = RowHash.of(feed.shape(), batch, row);
            after.write(new Prediction(name, scores[i], run.run(), version, features, now).values());
        }
    }

    private LakehouseException twice(String name) {
        return new LakehouseException(
                FailureKind.DATA,
                "KEY_TWICE",
                "The key " + name + " is on two rows to predict",
                "each key gets one score, and " + run.goldTable() + " has several rows without a label for this one",
                "let the gold table's SQL keep the newest one of them");
    }
}
