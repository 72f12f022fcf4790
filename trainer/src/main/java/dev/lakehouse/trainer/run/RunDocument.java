package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.network.NativeLibrary;
import dev.lakehouse.trainer.plan.TrainingPlan;

/**
 * What a run was started with: the file {@code run.json} in its folder, written before anything is learnt.
 *
 * @param identity SHA-256 over all that decides what comes out; a killed run goes on where this is the same
 * @param startedAt as ISO 8601
 */
public record RunDocument(
        String run,
        String pipeline,
        String model,
        String goldTable,
        long goldVersion,
        String dataFingerprint,
        String codeVersion,
        String tensorflowVersion,
        String device,
        TrainingPlan plan,
        String identity,
        String startedAt) {
    static final String FILE = "run.json";

    static RunDocument of(TrainingInput input, String run, Instant now) {
        String code = CodeVersion.own();
        String tensorflow = NativeLibrary.require();
        String device = Device.ofThisMachine().toString();
        String identity = Sha256.of(String.join(
                "\n",
                input.pipeline(),
                input.model(),
                input.question(),
                input.table().toString(),
                Long.toString(input.version()),
                input.dataFingerprint(),
                code,
                tensorflow,
                device,
                RunJson.text(input.plan()),
                input.features()));
        return new RunDocument(
                run,
                input.pipeline(),
                input.model(),
                input.table().toString(),
                input.version(),
                input.dataFingerprint(),
                code,
                tensorflow,
                device,
                input.plan(),
                identity,
                now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString());
    }

    /** What the run of that folder was started with; empty where nobody can tell: then it is no run that anybody goes on with. */
    static Optional<RunDocument> in(Path run) {
        try {
            RunDocument document = RunJson.read(run.resolve(FILE), RunDocument.class);
            return Optional.ofNullable(document).filter(known -> known.identity() != null);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
