package dev.lakehouse.trainer.question;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.config.pipeline.Training;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Question;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.run.ReproduceRun;
import dev.lakehouse.trainer.run.TrainingInput;

/**
 * A model as a pipeline declares it.
 *
 * @param pipeline that declares it
 */
public record DeclaredModel(String pipeline, Model model) {
    private static final int WIDEST_EMBEDDING = 16;
    private static final double WEIGHT_DECAY = 1e-4;
    private static final int CHECKPOINT_STEPS = 500;

    /** The model of that name in any of the pipelines; {@code MODEL_NOT_FOUND}, of kind user, names the nearest. */
    public static DeclaredModel find(Path pipelines, String name) {
        List<DeclaredModel> all = new PipelineReader()
                .readAll(pipelines).stream()
                        .flatMap(pipeline -> of(pipeline).stream())
                        .toList();
        return all.stream()
                .filter(declared -> declared.model().name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(
                        name,
                        pipelines,
                        all.stream().map(declared -> declared.model().name()).toList()));
    }

    /** The model as it was declared when a run was recorded, whatever the pipeline declares by now. */
    public static DeclaredModel of(ModelRow run) {
        return new DeclaredModel(run.pipeline(), ReproduceRun.question(run).model(run.model()));
    }

    /** How its network learns, unless somebody says another seed. */
    public TrainingPlan plan(Optional<Long> seed) {
        Training training = model.training();
        return new TrainingPlan(
                model.task() == Model.Task.BINARY ? Task.BINARY : Task.AMOUNT,
                new Architecture(training.layers(), WIDEST_EMBEDDING),
                training.batchSize(),
                training.epochs(),
                training.patience(),
                training.learningRate(),
                WEIGHT_DECAY,
                training.classWeights() == Training.ClassWeights.BALANCED,
                training.precision() == Training.Precision.MIXED ? Precision.MIXED : Precision.FLOAT32,
                seed.orElse((long) training.seed()),
                1,
                CHECKPOINT_STEPS,
                training.baseline().orElse(""));
    }

    /**
     * Pins a version of its table and fits its features to the training part.
     *
     * @param version the newest where none is given
     */
    public TrainingInput input(Lake lake, OptionalLong version, TrainingPlan plan) {
        ExampleTable table = ExampleTable.open(lake, model, version);
        FittedFeatures features = table.fit();
        return new TrainingInput(
                pipeline,
                model.name(),
                Question.of(model).json(),
                model.table(),
                table.snapshot().version(),
                TrainingInput.fingerprint(table.snapshot()),
                FeatureJson.write(features),
                table.feed(features),
                plan);
    }

    private static List<DeclaredModel> of(Pipeline pipeline) {
        return pipeline.models().stream()
                .map(model -> new DeclaredModel(pipeline.name(), model))
                .toList();
    }

    private static LakehouseException notFound(String name, Path pipelines, List<String> known) {
        return new LakehouseException(
                FailureKind.USER,
                "MODEL_NOT_FOUND",
                "There is no model " + name,
                known.isEmpty()
                        ? "no pipeline in " + pipelines + " declares models"
                        : Suggestion.nearest(name, known)
                                .map(near -> "the nearest name is " + near)
                                .orElse("the pipelines declare " + String.join(", ", known)),
                known.isEmpty()
                        ? "declare one below 'models:' in a pipeline.yml"
                        : "use one of: " + String.join(", ", known));
    }
}
