package dev.lakehouse.trainer.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelRows;
import dev.lakehouse.trainer.registry.ModelTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What people promote while a challenger is judged. */
class PromoteBetterTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path home;

    private ModelTable table;

    @BeforeEach
    void threeRuns() {
        table = new ModelTable(Lake.open(new LocalStorage(home)));
        for (String run : List.of("holder", "challenger", "other")) {
            table.add(ModelRows.row(run, NOON));
        }
        table.promote("holder", NOON);
    }

    @Test
    void whomAPersonPromotedMeanwhileIsNotReplacedUnjudged() {
        List<String> judged = new ArrayList<>();

        PromoteBetter.Outcome outcome = promote((promoted, challenger) -> {
            judged.add(promoted.orElseThrow().run());
            if (judged.size() == 1) {
                table.promote("other", NOON.plusSeconds(30));
                return new Challenge.Verdict(true, "it is better");
            }
            return new Challenge.Verdict(false, "it is worse");
        });

        assertThat(judged).containsExactly("holder", "other");
        assertThat(outcome.predicts()).contains("other");
        assertThat(table.promoted("recompra").orElseThrow().run()).isEqualTo("other");
    }

    @Test
    void theBetterOneTakesThePlace() {
        assertThat(promote((promoted, challenger) -> new Challenge.Verdict(true, "it is better")))
                .isEqualTo(new PromoteBetter.Outcome(
                        new Challenge.Verdict(true, "it is better"), Optional.of("challenger")));
        assertThat(table.promoted("recompra").orElseThrow().run()).isEqualTo("challenger");
    }

    @Test
    void whereTheChoiceNeverRestsThatIsSaid() {
        LakehouseException failure = catchThrowableOfType(
                LakehouseException.class,
                () -> promote((promoted, challenger) -> {
                    table.promote(promoted.orElseThrow().run().equals("other") ? "holder" : "other", NOON);
                    return new Challenge.Verdict(true, "it is better");
                }));

        assertThat(failure.code()).isEqualTo("PROMOTION_OVERTAKEN");
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    }

    private PromoteBetter.Outcome promote(
            java.util.function.BiFunction<Optional<ModelRow>, ModelRow, Challenge.Verdict> judge) {
        return new PromoteBetter(table, judge, Clock.systemUTC()).run(table.run("challenger"));
    }
}
