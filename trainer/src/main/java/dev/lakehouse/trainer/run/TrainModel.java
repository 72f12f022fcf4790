package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.baseline.Baseline;
import dev.lakehouse.trainer.baseline.TrainBaselines;
import dev.lakehouse.trainer.chart.Charts;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.RocCurve;
import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.Predictions;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;

import static java.util.Objects.requireNonNull;

/**
 * One run from its rows to its row in {@code ops.models}. Killed at any time, it is taken up where it was when the same is asked for
 * again: the same folder, the same bits, one row.
 */
public final class TrainModel {
    /** Below the lake's home. */
    public static final StoragePath MODELS = new StoragePath("models");

    private static final String FEATURES = "features.json";

    private final Lake lake;
    private final Path models;
    private final Clock clock;

    /** @param models a folder of this machine that stays: that of the lake, where it has one */
    public TrainModel(Lake lake, Path models, Clock clock) {
        this.lake = requireNonNull(lake, "lake is null");
        this.models = requireNonNull(models, "models is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Trains, judges and records a model. */
    public ModelRow run(TrainingInput input, RunWatch watch) {
        lake.claim();
        watch.device(Device.ofThisMachine());
        ModelTable table = new ModelTable(lake);
        Supplier<Set<String>> recorded =
                () -> table.rows().stream().map(ModelRow::run).collect(Collectors.toSet());
        try {
            new LeftoverRuns(
                            models.resolve(input.model()),
                            lake.storage(),
                            MODELS.resolve(input.model()),
                            isOfLake(),
                            recorded)
                    .clear(input);
            return run(input, table, recorded, watch);
        } catch (IOException e) {
            throw RunFailures.unwritable(models, e);
        }
    }

    private ModelRow run(TrainingInput input, ModelTable table, Supplier<Set<String>> recorded, RunWatch watch)
            throws IOException {
        try (RunFolder folder = RunFolder.open(models, input, recorded, clock.instant())) {
            try {
                ModelRow row = train(input, folder, watch);
                table.add(row);
                if (isOfLake()) {
                    folder.tidy();
                } else {
                    folder.delete();
                }
                return row;
            } catch (LakehouseException e) {
                folder.forgetUnlessBegun();
                throw e;
            }
        }
    }

    /** Whether the folder of models is the lake's; else what is in it is copied to an object store. */
    private boolean isOfLake() throws IOException {
        URI stored = lake.storage().uri(MODELS);
        if (!"file".equals(stored.getScheme())) {
            return false;
        }
        Files.createDirectories(models);
        return Files.exists(Path.of(stored)) && Files.isSameFile(Path.of(stored), models);
    }

    private ModelRow train(TrainingInput input, RunFolder folder, RunWatch watch) throws IOException {
        watch.phase("training");
        Checkpoints checkpoints = new Checkpoints(folder.checkpoints());
        try (TrainedNetwork trained = new TrainNetwork(input.feed(), input.plan(), checkpoints, watch).run()) {
            Predictions test = Predictions.of(input.feed(), Part.TEST, trained.network()::scores);
            watch.phase("baselines");
            List<Baseline> baselines =
                    new TrainBaselines(input.feed(), test, input.plan(), folder.baselines(), watch).run();
            watch.phase("report");
            Report report = new Evaluate(input.plan().task(), test)
                    .report(input.feed(), baselines, trained.state().history(), watch);
            String weights = trained.network().fingerprint();
            watch.phase("profiles");
            Profiles.write(folder.path(), input.feed(), watch);
            watch.phase("files");
            write(input, folder, trained, test, report, weights);
            draw(folder.path(), report, test, watch);
            publish(folder);
            return row(
                    input,
                    folder,
                    report,
                    trained.state().bestStep(),
                    weights,
                    Sha256.ofFolder(folder.savedModel()),
                    RunFiles.fingerprints(folder.path()));
        }
    }

    private static void write(
            TrainingInput input,
            RunFolder folder,
            TrainedNetwork trained,
            Predictions test,
            Report report,
            String weights)
            throws IOException {
        Path path = folder.path();
        FileTree.delete(folder.savedModel());
        trained.network().export(trained.checkpoint(), folder.savedModel());
        Files.writeString(path.resolve(FEATURES), input.features());
        TestScores.write(path.resolve(TestScores.FILE), test);
        Files.writeString(
                path.resolve(ModelCard.FILE),
                ModelCard.text(folder.document(), report, input.feed().shape(), weights));
        RunJson.write(path.resolve(Report.FILE), report);
    }

    /** A machine without fonts draws nothing; that is no reason to lose a training. */
    private static void draw(Path path, Report report, Predictions test, RunWatch watch) throws IOException {
        try {
            Charts.losses(report.history(), path.resolve("loss.png"));
            Charts.calibration(report.calibration(), path.resolve("calibration.png"));
            if (report.task() == Task.BINARY) {
                Charts.roc(RocCurve.of(test.scores(), test.labels()), path.resolve("roc.png"));
            }
        } catch (LinkageError | RuntimeException e) {
            watch.warn(
                    "There are no pictures: " + e.getMessage() + ". Install libfontconfig1, libfreetype6 and a font.");
        }
    }

    private void publish(RunFolder folder) throws IOException {
        List<String> parts = new java.util.ArrayList<>(FileTree.names(folder.path()));
        parts.add(folder.savedModel().getFileName().toString());
        new PublishRun(lake.storage()).publish(folder.path(), target(folder.document()), parts);
    }

    private static StoragePath target(RunDocument document) {
        return MODELS.resolve(document.model()).resolve(document.run());
    }

    private ModelRow row(
            TrainingInput input,
            RunFolder folder,
            Report report,
            long steps,
            String weights,
            String savedModel,
            String files) {
        RunDocument document = folder.document();
        Interval decision = report.decision();
        return new ModelRow(
                document.run(),
                document.model(),
                document.pipeline(),
                input.plan().task().name().toLowerCase(Locale.ROOT),
                document.goldTable(),
                document.goldVersion(),
                document.dataFingerprint(),
                input.question(),
                input.features(),
                document.codeVersion(),
                document.tensorflowVersion(),
                RunJson.text(input.plan()),
                input.plan().seed(),
                report.rowsTrain(),
                report.rowsValidation(),
                report.rowsTest(),
                steps,
                report.deciding(),
                decision.value(),
                decision.low(),
                decision.high(),
                RunJson.text(report.metrics()),
                RunJson.text(report.baselines()),
                weights,
                savedModel,
                files,
                document.device(),
                target(document).value(),
                Instant.parse(document.startedAt()),
                clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                Optional.empty());
    }
}
