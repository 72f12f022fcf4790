package dev.lakehouse.trainer.run;

import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Split;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.example.ExampleFeed;
import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.network.ServedNetwork;
import dev.lakehouse.trainer.plan.Question;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.train.Predictions;

/**
 * Rows by which two runs of one question can be judged, for neither has learnt from them: a key that is in the test part of a split is so
 * in every version, and in every larger test part.
 */
record SharedTest(Question question) {
    /** What both say of these rows. */
    record Scores(Predictions holder, Predictions challenger) {}

    /** Two runs do not answer the same question; its message is a part of a sentence. */
    static final class OtherQuestion extends Exception {
        private static final long serialVersionUID = 1L;

        private OtherQuestion(String message) {
            super(message);
        }

        static OtherQuestion unknown() {
            return new OtherQuestion("an earlier version recorded that one without what it was asked");
        }
    }

    /** The promoted run's model says nothing of today's rows; its message is a sentence without its full stop. */
    static final class NotAsked extends Exception {
        private static final long serialVersionUID = 1L;

        private NotAsked(LakehouseException e) {
            super(e.what(), e);
        }
    }

    /** @throws OtherQuestion where what the one says is no measure of what the other says */
    static SharedTest of(Question holder, Question challenger) throws OtherQuestion {
        same("gold table", holder.from(), challenger.from());
        same("key", holder.key(), challenger.key());
        same("label", holder.label(), challenger.label());
        same("task", holder.task(), challenger.task());
        Split split = challenger.split();
        if (holder.split() instanceof Split.ByKey before && challenger.split() instanceof Split.ByKey after) {
            split = new Split.ByKey(after.validation(), Math.min(before.test(), after.test()));
        } else {
            same("split", holder.split(), challenger.split());
        }
        return new SharedTest(new Question(
                challenger.from(),
                challenger.key(),
                challenger.label(),
                challenger.task(),
                challenger.features(),
                split));
    }

    /**
     * What both runs' SavedModels say of these rows in the version that the challenger learnt from; empty where there are none.
     *
     * @throws NotAsked where what is wrong with the promoted run alone keeps it from being asked
     */
    Optional<Scores> scores(Lake lake, ModelRow holder, ModelRow challenger) throws NotAsked {
        ExampleTable table =
                ExampleTable.open(lake, question.model(challenger.model()), OptionalLong.of(challenger.goldVersion()));
        if (table.survey().rows(Part.TEST) == 0) {
            return Optional.empty();
        }
        // The challenger comes first: what is wrong with the table is wrong for it as well, and no reason to promote
        // it.
        Predictions its = scores(lake, table, challenger);
        try {
            return Optional.of(new Scores(scores(lake, table, holder), its));
        } catch (LakehouseException e) {
            if (e.kind() == FailureKind.DATA) {
                throw new NotAsked(e);
            }
            throw e;
        }
    }

    private static Predictions scores(Lake lake, ExampleTable table, ModelRow run) {
        FittedFeatures features = FeatureJson.read(run.features());
        ExampleFeed feed = table.feed(features);
        try (StoredModel stored = StoredModel.fetch(lake, run);
                ServedNetwork network = ServedNetwork.load(stored.folder(), features.shape())) {
            return Predictions.of(feed, Part.TEST, network::scores);
        }
    }

    private static void same(String what, Object before, Object after) throws OtherQuestion {
        if (!before.equals(after)) {
            throw new OtherQuestion("it answers another question: the " + what + " was " + before + " and is " + after);
        }
    }
}
