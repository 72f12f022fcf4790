package dev.lakehouse.trainer.predict;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.rowfile.TableRewrite;
import dev.lakehouse.trainer.drift.Drift;
import dev.lakehouse.trainer.drift.FeatureProfile;
import dev.lakehouse.trainer.drift.ProfileRows;
import dev.lakehouse.trainer.example.ExampleFeed;
import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.network.ServedNetwork;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.run.Profiles;
import dev.lakehouse.trainer.run.StoredModel;

/**
 * Asks a run's model about all rows of its gold table that have no label yet, and merges the scores into {@code
 * gold.previsoes_<model>}. Only those are asked about whose features, or whose model, have changed since.
 */
public final class PredictRows {
    private static final int ROWS_AT_ONCE = 4096;

    /** Some 100 MB, with what was said of them before. */
    private static final int KEYS_AT_ONCE = 250_000;

    private final Lake lake;
    private final Clock clock;
    private final int keysAtOnce;

    public PredictRows(Lake lake, Clock clock) {
        this(lake, clock, KEYS_AT_ONCE);
    }

    PredictRows(Lake lake, Clock clock, int keysAtOnce) {
        this.lake = lake;
        this.clock = clock;
        this.keysAtOnce = keysAtOnce;
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long version = table.snapshot().version();
        MergeScores.Counts counts;
        boolean committed;
        try (StoredModel stored = StoredModel.fetch(lake, run);
                ServedNetwork network = ServedNetwork.load(stored.folder(), features.shape())) {
            MergeScores merge = new MergeScores(feed, network, run, key, version, now, keysAtOnce);
            committed = predictions.apply((before, after) -> {
                merge.merge(before, after);
                return merge.counts().change(run, version);
            });
            counts = merge.counts();
        }
        return new PredictionReport(
                model.predictions().toString(),
                run.run(),
                version,
                counts.scored(),
                counts.kept(),
                counts.removed(),
                drift,
                committed);
    }

    private static Map<String, Drift> drift(ExampleFeed feed, List<FeatureProfile> learnt) {
        ProfileRows now = new ProfileRows(feed.shape(), feed.rowsToPredict());
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
}
