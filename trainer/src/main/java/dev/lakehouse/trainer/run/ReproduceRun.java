package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.network.NativeLibrary;
import dev.lakehouse.trainer.plan.Question;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;

import static java.util.Objects.requireNonNull;

/** Trains a recorded run again, from the same version of gold and with the same parameters, and looks whether the same comes out. */
public final class ReproduceRun {
    /**
     * What came out.
     *
     * @param weights SHA-256 over what was learnt this time
     * @param differences between then and now that explain other bits, as sentences; none are needed for the same ones
     */
    public record Outcome(String run, String weights, boolean same, List<String> differences) {}

    private final Path models;

    /** @param models a folder of this machine that stays, for checkpoints */
    public ReproduceRun(Path models) {
        this.models = requireNonNull(models, "models is null");
    }

    /** The parameters of a recorded run. */
    public static TrainingPlan plan(ModelRow run) {
        try {
            return RunJson.read(run.parameters(), TrainingPlan.class);
        } catch (IOException e) {
            throw unreadable(run, "parameters", e);
        }
    }

    /** What a recorded run asked. */
    public static Question question(ModelRow run) {
        return Question.read(run.question()).orElseThrow(() -> unreadable(run, "question", null));
    }

    private static LakehouseException unreadable(ModelRow run, String what, Exception cause) {
        return new LakehouseException(
                FailureKind.DATA,
                "RUN_UNREADABLE",
                "The " + what + " of the run " + run.run() + " cannot be read",
                "another version of this product wrote the row: " + run.codeVersion(),
                "use that version, or train the model again",
                cause);
    }

    /**
     * Trains it again. Killed on the way, it goes on when the same is asked for again.
     *
     * @param input the rows of the recorded version, as {@link #question} wants them, by features fitted anew, with {@link #plan}
     */
    public Outcome run(ModelRow run, TrainingInput input, RunWatch watch) {
        watch.device(Device.ofThisMachine());
        List<String> differences = differences(run, input);
        try (Rehearsal rehearsal = Rehearsal.open(models, input)) {
            watch.phase("training");
            Checkpoints checkpoints = new Checkpoints(rehearsal.checkpoints("network"));
            String weights;
            try (TrainedNetwork trained = new TrainNetwork(input.feed(), input.plan(), checkpoints, watch).run()) {
                weights = trained.network().fingerprint();
            }
            rehearsal.delete();
            return new Outcome(run.run(), weights, weights.equals(run.weights()), differences);
        } catch (IOException e) {
            throw RunFailures.unwritable(models, e);
        }
    }

    private static List<String> differences(ModelRow run, TrainingInput input) {
        List<String> differences = new ArrayList<>();
        if (!run.dataFingerprint().equals(input.dataFingerprint())) {
            differences.add("version " + run.goldVersion() + " of " + run.goldTable() + " has other data files");
        }
        if (!run.features().equals(input.features())) {
            differences.add("features were fitted otherwise, to the same rows: the code that does so has changed");
        }
        String code = CodeVersion.own();
        if (!run.codeVersion().equals(code)) {
            differences.add("the trainer was version " + run.codeVersion() + " and is " + code);
        }
        String tensorflow = NativeLibrary.require();
        if (!run.tensorflowVersion().equals(tensorflow)) {
            differences.add("TensorFlow was " + run.tensorflowVersion() + " and is " + tensorflow);
        }
        String device = Device.ofThisMachine().toString();
        if (!run.device().equals(device)) {
            differences.add("it was trained on the " + run.device() + ", and this is the " + device);
        }
        return differences;
    }
}
