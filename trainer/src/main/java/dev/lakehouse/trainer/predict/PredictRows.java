package dev.lakehouse.trainer.predict;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

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
    private static final int TRIES = 3;

    /** Some 100 MB, with what was said of them before; the others are in files. */
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
     * Predicts. Where gold or the choice moves on before the scores are written, they would take the place of what somebody else made of the
     * newer ones: it begins anew, some times, and then ends with {@code PREDICTION_OVERTAKEN}, of kind conflict.
     *
     * @param chosen gives the run that is to be asked by now
     * @param mostDrift above which nothing is written: {@code MODEL_DRIFT}, of kind data, names the features
     */
    public PredictionReport run(Model model, Supplier<ModelRow> chosen, double mostDrift) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(model, chosen, mostDrift);
            } catch (Overtaken e) {
                if (attempt == TRIES) {
                    throw overtaken(model, e);
                }
            }
        }
    }

    private PredictionReport attempt(Model model, Supplier<ModelRow> chosen, double mostDrift) {
        ModelRow run = chosen.get();
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
            committed = predictions.apply(new TableRewrite.Changing() {
                @Override
                public void pinned() {
                    checkNewest(model, version, run, chosen.get());
                }

                @Override
                public Optional<TableRewrite.Change> change(TableRewrite.Rows before, TableRewrite.Sink after) {
                    merge.merge(before, after, lake.storage().scratchFolder());
                    return merge.counts().change(run, version);
                }
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

    /** Whoever writes after this was looked at, and before these scores are written, makes their commit fail. */
    private void checkNewest(Model model, long version, ModelRow run, ModelRow chosen) {
        long newest = lake.existing(model.table()).snapshot().orElseThrow().version();
        if (newest != version) {
            throw new Overtaken(model.table() + " went from version " + version + " to " + newest);
        }
        if (!chosen.run().equals(run.run())) {
            throw new Overtaken(chosen.run() + " was promoted in the place of " + run.run());
        }
    }

    private static LakehouseException overtaken(Model model, Overtaken last) {
        return new LakehouseException(
                FailureKind.CONFLICT,
                "PREDICTION_OVERTAKEN",
                "The scores for " + model.predictions() + " were out of date before they were written, " + TRIES
                        + " times",
                last.getMessage() + " in the meantime",
                "predict again when " + model.table() + " changes less often than a prediction takes");
    }

    /** What the scores were made from is not the newest any more; its message is a part of a sentence. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Overtaken(String message) {
            super(message);
        }
    }

    private static Map<String, Drift> drift(ExampleFeed feed, List<FeatureProfile> learnt) {
        ProfileRows now = new ProfileRows(feed.shape(), feed.rowsToPredict());
        try (Feed.Batches batches = feed.toPredict(feed.shape().rowsAtOnce(ROWS_AT_ONCE))) {
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
