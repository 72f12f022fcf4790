package dev.lakehouse.trainer.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.train.EpochResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLineTest {
    /** In the stack a training's result is for Airflow, and the server's log is where people look. */
    @Test
    void aTrainingWhoseResultIsForAMachineSaysHowItGoes() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ProgressLine progress = new ProgressLine(new PrintStream(said, true, StandardCharsets.UTF_8), true)) {
            progress.device(new Device(false, "of a test"));
            progress.phase("training");
            progress.epoch(new EpochResult(1, 40, 0.5, 0.25, 0.001));
            progress.phase("report");
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "trains on the CPU (of a test): TensorFlow finds no GPU",
                        "training ...",
                        "pass 1, step 40: loss 0.5000, validation 0.2500",
                        "report ...");
    }
}
