package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakehouse.trainer.measure.Calibration;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.registry.ModelRow;

/** The report of a recorded run, as far as its row has it: all but the calibration and the history. */
public final class RunReport {
    private RunReport() {}

    public static Report of(ModelRow run) {
        try {
            return new Report(
                    Task.valueOf(run.task().toUpperCase(Locale.ROOT)),
                    run.rowsTrain(),
                    run.rowsValidation(),
                    run.rowsTest(),
                    run.metric(),
                    RunJson.read(run.metrics(), new TypeReference<Map<String, Interval>>() {}),
                    RunJson.read(run.baselines(), new TypeReference<List<Report.Simpler>>() {}),
                    new Calibration(List.of()),
                    List.of());
        } catch (IOException e) {
            throw RunFailures.incomplete(run.run(), "readable metrics", e);
        }
    }
}
