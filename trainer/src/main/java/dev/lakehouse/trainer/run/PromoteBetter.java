package dev.lakehouse.trainer.run;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;

import static java.util.Objects.requireNonNull;

/** Promotes a run in the place of the one that it was judged beside, and of no other. */
public final class PromoteBetter {
    private static final int TRIES = 3;

    private final ModelTable table;
    private final BiFunction<Optional<ModelRow>, ModelRow, Challenge.Verdict> judge;
    private final Clock clock;

    /** The verdict, and which run predicts now, if any. */
    public record Outcome(Challenge.Verdict verdict, Optional<String> predicts) {}

    /** @param judge says of the promoted run, if there is one, and of the challenger whether this one takes the place */
    public PromoteBetter(
            ModelTable table, BiFunction<Optional<ModelRow>, ModelRow, Challenge.Verdict> judge, Clock clock) {
        this.table = requireNonNull(table, "table is null");
        this.judge = requireNonNull(judge, "judge is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Judges, which takes minutes, and promotes. Where somebody has promoted another run meanwhile, it is judged anew beside that one;
     * {@code PROMOTION_OVERTAKEN}, of kind conflict, where that happens again and again.
     */
    public Outcome run(ModelRow challenger) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Optional<ModelRow> promoted = table.promoted(challenger.model());
            Challenge.Verdict verdict = judge.apply(promoted, challenger);
            if (!verdict.takesThePlace()) {
                return new Outcome(verdict, promoted.map(ModelRow::run));
            }
            if (table.promoteInPlaceOf(promoted.map(ModelRow::run), challenger.run(), clock.instant())) {
                return new Outcome(verdict, Optional.of(challenger.run()));
            }
        }
        throw new LakehouseException(
                FailureKind.CONFLICT,
                "PROMOTION_OVERTAKEN",
                "The run " + challenger.run() + " was not promoted",
                "while it was judged beside the promoted run, somebody promoted another one, " + TRIES + " times",
                "run the same command again");
    }
}
