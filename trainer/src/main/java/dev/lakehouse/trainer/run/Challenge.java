package dev.lakehouse.trainer.run;

import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.plan.Question;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.train.Predictions;

/** Whether a run is to predict in the place of the promoted one, where no person decides. */
public final class Challenge {
    private final Lake lake;

    /** Whether it is, and why: a part of a sentence for people. */
    public record Verdict(boolean takesThePlace, String why) {}

    public Challenge(Lake lake) {
        this.lake = lake;
    }

    /**
     * A run that may be no better than what is so on average never takes it. Otherwise both are asked about the challenger's rows that
     * neither has learnt from. Of two that learnt from the same data, the challenger has to be better with certainty. One that learnt from
     * newer data has to be as good, or better: it knows more, and were a little worse enough, many little steps would lead down. A promoted
     * run that cannot be asked, for a column of its own is gone or its files were changed, cannot predict either: it makes room.
     */
    public Verdict of(Optional<ModelRow> promoted, ModelRow challenger) {
        for (Report.Simpler simpler : RunReport.of(challenger).baselines()) {
            if (simpler.name().equals("mean") && !(simpler.margin().low() > 0)) {
                return new Verdict(false, "it may be no better than what is so on average");
            }
        }
        if (promoted.isEmpty()) {
            return new Verdict(true, "no run predicts yet");
        }
        ModelRow holder = promoted.get();
        if (holder.run().equals(challenger.run())) {
            return new Verdict(false, "it predicts already");
        }
        SharedTest shared;
        try {
            Question theirs = Question.read(holder.question()).orElseThrow(SharedTest.OtherQuestion::unknown);
            shared = SharedTest.of(theirs, ReproduceRun.question(challenger));
        } catch (SharedTest.OtherQuestion e) {
            return new Verdict(
                    false,
                    "it cannot be judged beside " + holder.run() + ", for " + e.getMessage()
                            + ": 'lakehouse models promote' makes it the one that predicts");
        }
        try {
            return verdict(holder, challenger, shared);
        } catch (SharedTest.NotAsked e) {
            return new Verdict(true, holder.run() + " can no longer be asked: " + e.getMessage());
        }
    }

    private Verdict verdict(ModelRow holder, ModelRow challenger, SharedTest shared) throws SharedTest.NotAsked {
        Optional<SharedTest.Scores> scores = shared.scores(lake, holder, challenger);
        if (scores.isEmpty()) {
            return new Verdict(false, "there are no rows that neither it nor " + holder.run() + " has learnt from");
        }
        Interval margin =
                margin(challenger, scores.get().challenger(), scores.get().holder());
        String by = Numbers.text(Math.abs(margin.value()));
        if (Double.isNaN(margin.value())) {
            return new Verdict(false, "the rows that it would be judged by have one outcome only");
        }
        if (holder.dataFingerprint().equals(challenger.dataFingerprint())
                || holder.goldVersion() >= challenger.goldVersion()) {
            return margin.low() > 0
                    ? new Verdict(true, "on the same rows it is better by " + by)
                    : new Verdict(false, "on the same rows it is not better with certainty");
        }
        return margin.value() >= 0
                ? new Verdict(
                        true, "it learnt from newer data, and on the same rows it is not worse, but better by " + by)
                : new Verdict(false, "it learnt from newer data, but on the same rows it is worse by " + by);
    }

    private static Interval margin(ModelRow challenger, Predictions its, Predictions others) {
        Task task = Task.valueOf(challenger.task().toUpperCase(Locale.ROOT));
        return new Evaluate(task, its).marginOver(others);
    }
}
