package dev.lakehouse.trainer.predict;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.drift.Drift;
import dev.lakehouse.trainer.drift.FeatureProfile;
import dev.lakehouse.trainer.drift.ProfileRows;
import dev.lakehouse.trainer.example.ExampleFeed;
import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.network.ServedNetwork;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.rowfile.TableRewrite;
import dev.lakehouse.trainer.run.Profiles;
import dev.lakehouse.trainer.run.StoredModel;

/**
 * Asks a run's model about all rows of its gold table that have no label yet, and merges the scores into {@code
 * gold.previsoes_<model>}. Only those are asked about whose features, or whose model, have changed since.
 */
public final class PredictRows {
    private static final int ROWS_AT_ONCE = 4096;

    private final Lake lake;
    private final Clock clock;

    public PredictRows(Lake lake, Clock clock) {
        this.lake = lake;
        this.clock = clock;
    }

    /**
     * Predicts.
     *
     * @param mostDrift above which nothing is written: {@code MODEL_DRIFT}, of kind data, names the features
     */
    public PredictionReport run(Model model, ModelRow run, double mostDrift) {
        FittedFeatures features = FeatureJson.read(run.features());
        ExampleTable table = ExampleTable.open(lake, model, OptionalLong.empty());
        ExampleFeed feed = table.feed(features);
        Map<String, Drift> drift = drift(feed, Profiles.of(lake, run));
        check(model, run, drift, mostDrift);
        Column key = table.snapshot().schema().findAnyCase(model.key()).orElseThrow();
        TableRewrite predictions = new TableRewrite(lake, model.predictions(), Prediction.schema(key));
        long version = table.snapshot().version();
        long[] counts = new long[3];
        boolean committed;
        try (StoredModel stored = StoredModel.fetch(lake, run);
                ServedNetwork network = ServedNetwork.load(stored.folder(), features.shape())) {
            committed = predictions.apply(rows -> change(rows, feed, network, run, key, version, counts));
        }
        return new PredictionReport(
                model.predictions().toString(), run.run(), version, counts[0], counts[1], counts[2], drift, committed);
    }

    private Optional<TableRewrite.Change> change(
            List<List<Object>> rows,
            ExampleFeed feed,
            ServedNetwork network,
            ModelRow run,
            Column key,
            long version,
            long[] counts) {
        Map<Object, Prediction> before = new HashMap<>();
        rows.stream().map(Prediction::of).forEach(known -> before.put(known.key(), known));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Object, Prediction> after = new LinkedHashMap<>();
        long kept = 0;
        try (Feed.Batches batches = feed.toPredict(ROWS_AT_ONCE)) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                Optional<float[]> scores = Optional.empty();
                for (int row = 0; row < batch.rows(); row++) {
                    Object name = Prediction.key(key.type(), batch.keys().get(row));
                    long hash = RowHash.of(feed.shape(), batch, row);
                    Prediction known = before.get(name);
                    boolean same = known != null
                            && known.features() == hash
                            && known.modelRun().equals(run.run());
                    if (!same && scores.isEmpty()) {
                        scores = Optional.of(network.scores(batch));
                    }
                    kept += same ? 1 : 0;
                    Prediction made = same
                            ? known
                            : new Prediction(name, scores.orElseThrow()[row], run.run(), version, hash, now);
                    if (after.put(name, made) != null) {
                        throw twice(name, run);
                    }
                }
            }
        }
        long removed = before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .count();
        counts[0] = after.size() - kept;
        counts[1] = kept;
        counts[2] = removed;
        if (counts[0] == 0 && removed == 0) {
            return Optional.empty();
        }
        long inserted = after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .count();
        List<List<Object>> values = new ArrayList<>();
        after.values().forEach(made -> values.add(made.values()));
        return Optional.of(new TableRewrite.Change(
                values,
                "MERGE",
                Map.of("model_run", run.run(), "gold_version", Long.toString(version)),
                Map.of(
                        "numTargetRowsInserted", inserted,
                        "numTargetRowsUpdated", counts[0] - inserted,
                        "numTargetRowsDeleted", removed,
                        "numTargetRowsCopied", kept)));
    }

    private static Map<String, Drift> drift(ExampleFeed feed, List<FeatureProfile> learnt) {
        ProfileRows now = new ProfileRows(feed.shape());
        try (Feed.Batches batches = feed.toPredict(ROWS_AT_ONCE)) {
            now.addAll(batches);
        }
        List<FeatureProfile> profiles = now.profilesBeside(learnt);
        Map<String, Drift> drift = new LinkedHashMap<>();
        for (int i = 0; i < learnt.size(); i++) {
            drift.put(learnt.get(i).name(), learnt.get(i).drift(profiles.get(i)));
        }
        return drift;
    }

    private static void check(Model model, ModelRow run, Map<String, Drift> drift, double mostDrift) {
        List<String> changed = drift.entrySet().stream()
                .filter(feature -> feature.getValue().exceeds(mostDrift))
                .map(feature -> String.format(
                        Locale.ROOT,
                        "%s %.2f",
                        feature.getKey(),
                        feature.getValue().index()))
                .toList();
        if (!changed.isEmpty()) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "MODEL_DRIFT",
                    "The rows to predict are unlike those that " + run.run() + " learnt from",
                    "by their population stability index: " + String.join(", ", changed),
                    "train " + model.name()
                            + " on the newest version and promote that run, or allow it with --drift-limit");
        }
    }

    private static LakehouseException twice(Object key, ModelRow run) {
        return new LakehouseException(
                FailureKind.DATA,
                "KEY_TWICE",
                "The key " + key + " is on two rows to predict",
                "each key gets one score, and " + run.goldTable() + " has several rows without a label for this one",
                "let the gold table's SQL keep the newest one of them");
    }
}
