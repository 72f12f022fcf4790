package dev.lakehouse.trainer.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.example.ProductLake;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs are judged by the same rows, of which neither has seen any. */
class ChallengeTest {
    private static final String MODEL = """
            { from: g, key: id, label: y, task: binary, features: { x: number, z: number },
              training: { epochs: 12, batch_size: 128, learning_rate: 0.01 } }""";

    /** Who is far from the middle of a column says yes more often than others; both chances differ from version to version. */
    private static final String ROWS = """
            select id, x, z, fifth, (u < %s + %s * (abs(%s - 0.5) > 0.25)::int)::int as y
            from (select k as id, (hash(k) %% 100000)::double / 100000 as x,
                'c' || floor((hash(k) %% 100000)::double / 100000 * 5)::int as fifth,
                (hash(k + 5000000) %% 100000)::double / 100000 as z,
                (hash(k + 9000000) %% 100000)::double / 100000 as u
              from range(3000) r (k))""";

    private static final String CLEAR = ROWS.formatted("0.1", "0.8", "x");

    @TempDir
    private Path folder;

    private ProductLake lake;

    @BeforeEach
    void openLake() {
        lake = new ProductLake(folder);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void whereRowsAreHarderNowTheOneThatIsBetterOnThemPredicts() {
        ModelRow holder = train(lake.gold(CLEAR, MODEL));
        ModelRow challenger = train(lake.gold(ROWS.formatted("0.3", "0.4", "z"), MODEL));
        assertThat(challenger.value()).as("its own AUC").isLessThan(holder.low());

        Challenge.Verdict verdict = verdict(holder, challenger);

        assertThat(verdict.takesThePlace()).as(verdict.why()).isTrue();
        assertThat(verdict.why()).startsWith("it learnt from newer data, and on the same rows it is not worse");
    }

    @Test
    void whereRowsAreEasierNowTheOneThatIsWorseOnThemDoesNot() {
        ModelRow holder = train(lake.gold(CLEAR, MODEL));
        String coarse = MODEL.replace("x: number, z: number", "fifth: category");
        ModelRow challenger = train(lake.gold(ROWS.formatted("0.02", "0.96", "x"), coarse));
        assertThat(challenger.value()).as("its own AUC").isGreaterThan(holder.low());

        Challenge.Verdict verdict = verdict(holder, challenger);

        assertThat(verdict.takesThePlace()).as(verdict.why()).isFalse();
        assertThat(verdict.why()).startsWith("it learnt from newer data, but on the same rows it is worse by 0.");
    }

    @Test
    void anotherQuestionIsSaidAndAnotherShareOfRowsIsNone() {
        ModelRow holder = train(lake.gold(CLEAR, MODEL));
        ModelRow amount = train(lake.gold(CLEAR, MODEL.replace("task: binary", "task: regression")));
        assertThat(verdict(holder, amount).takesThePlace()).isFalse();
        assertThat(verdict(holder, amount).why())
                .contains("it answers another question: the task was BINARY and is REGRESSION", "models promote");

        String larger = MODEL.replace("task:", "split: { by: key, validation: 10, test: 30 }, task:");
        ModelRow split = train(lake.gold(CLEAR, larger));
        assertThat(split.goldVersion()).isEqualTo(holder.goldVersion());
        assertThat(verdict(holder, split))
                .isEqualTo(new Challenge.Verdict(false, "on the same rows it is not better with certainty"));
        ModelRow weak = train(lake.gold(CLEAR, MODEL.replace("x: number, z: number", "fifth: category")));
        assertThat(verdict(weak, split).why()).startsWith("on the same rows it is better by 0.");
    }

    @Test
    void oneThatCannotBeAskedAnyMoreMakesRoom() {
        ModelRow holder = train(lake.gold(CLEAR, MODEL));
        Model without = lake.gold(CLEAR.replace("x, z, fifth", "x, fifth"), MODEL.replace(", z: number", ""));

        Challenge.Verdict verdict = verdict(holder, train(without));

        assertThat(verdict.takesThePlace()).isTrue();
        assertThat(verdict.why()).contains("can no longer be asked: gold.g.z has no value in any row");
    }

    /** It could not predict either, and every later run would be trained and judged in vain. */
    @Test
    void oneWhoseFilesWereChangedMakesRoomAndAChallengerLikeThatGetsNone() throws Exception {
        ModelRow holder = train(lake.gold(CLEAR, MODEL));
        ModelRow challenger = train(lake.gold(CLEAR.replace("range(3000)", "range(3001)"), MODEL));
        Files.writeString(lake.home().resolve(holder.folder()).resolve("saved_model/more.txt"), "not of the run");

        Challenge.Verdict verdict = verdict(holder, challenger);

        assertThat(verdict.takesThePlace()).isTrue();
        assertThat(verdict.why()).contains(holder.run() + " can no longer be asked: The SavedModel of the run ");
        assertThatThrownBy(() -> verdict(challenger, holder)).isInstanceOf(LakehouseException.class);
    }

    private Challenge.Verdict verdict(ModelRow holder, ModelRow challenger) {
        return new Challenge(lake.open()).of(Optional.of(holder), challenger);
    }

    private ModelRow train(Model model) {
        DeclaredModel declared = new DeclaredModel("p", model);
        return new TrainModel(lake.open(), folder.resolve("lake/models"), Clock.systemUTC())
                .run(declared.input(lake.open(), OptionalLong.empty(), declared.plan(Optional.empty())), RunWatch.NONE);
    }
}
