package dev.lakehouse.trainer.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A number that is none, wherever it came from, ends a training with a sentence. */
@Timeout(60)
class NotFiniteTest {
    @TempDir
    private Path folder;

    @Test
    void aScoreThatIsNoNumberEndsThePassThatMeetsIt() {
        MemoryFeed good = KnownSignal.feed(Task.BINARY, 1000, 3);
        List<MemoryFeed.Row> validation = new ArrayList<>(good.rowsOf(Part.VALIDATION));
        MemoryFeed.Row row = validation.get(5);
        float[] numbers = {Float.NaN, row.numbers()[1], row.numbers()[2]};
        validation.set(5, new MemoryFeed.Row(numbers, row.categories(), row.sets(), row.label(), row.key()));
        MemoryFeed broken =
                new MemoryFeed(KnownSignal.SHAPE, good.rowsOf(Part.TRAIN), validation, good.rowsOf(Part.TEST));

        LakehouseException failure = catchThrowableOfType(
                LakehouseException.class,
                () -> new TrainNetwork(
                                broken,
                                Trainings.plan(Task.BINARY).with(Architecture.LINEAR),
                                new Checkpoints(folder),
                                TrainingWatch.NONE)
                        .run()
                        .close());

        assertThat(failure.code()).isEqualTo("SCORE_NOT_FINITE");
        assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
        assertThat(failure.what()).isEqualTo("The network's score of a row is NaN");
    }
}
