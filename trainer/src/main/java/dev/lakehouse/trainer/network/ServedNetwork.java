package dev.lakehouse.trainer.network;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.FeedShape;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A SavedModel that is asked, as any program that reads SavedModels asks it. */
public final class ServedNetwork implements AutoCloseable {
    private final SavedModelBundle bundle;
    private final SessionFunction function;
    private final FeedShape shape;

    private ServedNetwork(SavedModelBundle bundle, FeedShape shape) {
        this.bundle = bundle;
        this.function = bundle.function("serving_default");
        this.shape = shape;
    }

    /** Loads what {@link Network#export} wrote for features of that shape; {@code MODEL_UNREADABLE}, of kind external, where it cannot be. */
    public static ServedNetwork load(Path folder, FeedShape shape) {
        NativeLibrary.require();
        try {
            return new ServedNetwork(SavedModelBundle.load(folder.toString(), Network.TAG), shape);
        } catch (TensorFlowException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "MODEL_UNREADABLE",
                    "The model cannot be read from " + folder,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "put the run's folder back from a backup, or train the model again",
                    e);
        }
    }

    /** A score for each row, in their order; {@code SCORE_NOT_FINITE}, of kind data, where one is no number. */
    public float[] scores(Batch batch) {
        Map<String, Tensor> inputs = new HashMap<>();
        try (Inputs.Tensors tensors = new Inputs.Tensors()) {
            int rows = batch.rows();
            floats(
                    inputs,
                    tensors,
                    Inputs.NUMBERS,
                    batch.numbers(),
                    rows,
                    shape.numbers().size());
            floats(inputs, tensors, Inputs.SETS, batch.sets(), rows, shape.setsWidth());
            int categories = shape.categories().size();
            if (categories > 0) {
                inputs.put(
                        Inputs.CATEGORIES,
                        tensors.add(TInt32.tensorOf(
                                Shape.of(rows, categories),
                                DataBuffers.of(batch.categories()).narrow((long) rows * categories))));
            }
            try (Result result = function.call(inputs)) {
                float[] scores = new float[rows];
                ((TFloat32) result.get(Network.SCORE).orElseThrow())
                        .asRawTensor()
                        .data()
                        .asFloats()
                        .read(scores);
                return FiniteScores.check(scores);
            }
        }
    }

    @Override
    public void close() {
        bundle.close();
    }

    private static void floats(
            Map<String, Tensor> inputs, Inputs.Tensors tensors, String name, float[] values, int rows, int width) {
        if (width > 0) {
            inputs.put(
                    name,
                    tensors.add(TFloat32.tensorOf(
                            Shape.of(rows, width), DataBuffers.of(values).narrow((long) rows * width))));
        }
    }
}
