package dev.lakehouse.trainer.run;

import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.registry.ModelRow;

/** Whether a run is to predict in the place of the promoted one, where no person decides. */
public final class Challenge {
    private final Lake lake;

    /** Whether it is, and why: a part of a sentence for people. */
    public record Verdict(boolean takesThePlace, String why) {}

    public Challenge(Lake lake) {
        this.lake = lake;
    }

    /**
     * A run that may be no better than what is so on average never takes it. Of two that learnt from the same data, the challenger has
     * to be better with certainty. Where its data are newer, the runs were judged by different rows: then it is enough that it is not
     * worse than chance explains, for it knows more.
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
        if (holder.dataFingerprint().equals(challenger.dataFingerprint())) {
            Interval margin = new CompareRuns(lake).margin(holder, challenger);
            return margin.low() > 0
                    ? new Verdict(true, "on the same rows it is better by " + Numbers.text(margin.value()))
                    : new Verdict(false, "on the same rows it is not better with certainty");
        }
        boolean higherIsBetter =
                Metric.valueOf(challenger.metric().toUpperCase(Locale.ROOT)).higherIsBetter();
        boolean worse = higherIsBetter ? challenger.value() < holder.low() : challenger.value() > holder.high();
        String both = Numbers.text(challenger.value()) + " beside " + Numbers.text(holder.value());
        return worse
                ? new Verdict(false, "it is worse on newer data: " + both)
                : new Verdict(true, "it learnt from newer data, and is not worse: " + both);
    }
}
