package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.train.Predictions;

/** Sets two runs side by side on the same rows. */
public final class CompareRuns {
    private final Lake lake;

    public CompareRuns(Lake lake) {
        this.lake = lake;
    }

    /**
     * By how much the second run is better than the first in the metric that decides, with its interval.
     *
     * @throws dev.lakehouse.failure.LakehouseException {@code RUNS_NOT_ALIKE}, of kind user, where their test parts are not the same
     */
    public Interval margin(ModelRow first, ModelRow second) {
        if (!first.task().equals(second.task()) || !first.goldTable().equals(second.goldTable())) {
            throw RunFailures.notAlike(first.run(), second.run(), "they answer different questions");
        }
        if (!first.dataFingerprint().equals(second.dataFingerprint()) || first.rowsTest() != second.rowsTest()) {
            throw RunFailures.notAlike(
                    first.run(),
                    second.run(),
                    "they were judged by versions %d and %d of %s"
                            .formatted(first.goldVersion(), second.goldVersion(), first.goldTable()));
        }
        Predictions before = scores(first);
        Predictions after = scores(second);
        if (!java.util.Arrays.equals(before.labels(), after.labels())) {
            throw RunFailures.notAlike(first.run(), second.run(), "their test parts are not the same rows");
        }
        return new Evaluate(Task.valueOf(first.task().toUpperCase(Locale.ROOT)), after).marginOver(before);
    }

    private Predictions scores(ModelRow run) {
        StoragePath file = new StoragePath(run.folder()).resolve(TestScores.FILE);
        try {
            Path scores = lake.storage().localFile(file);
            RunFiles.checked(run, TestScores.FILE, Files.readAllBytes(scores));
            return TestScores.read(scores, run.rowsTest());
        } catch (IOException e) {
            throw RunFailures.incomplete(run.run(), file.fileName(), e);
        } finally {
            lake.storage().release();
        }
    }
}
