package dev.lakehouse.trainer.network;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** From features to one number for each row. */
final class Layers {
    private final Ops tf;
    private final Parameters parameters;
    private final Architecture architecture;
    private final Precision precision;

    Layers(Ops tf, Parameters parameters, Architecture architecture, Precision precision) {
        this.tf = tf;
        this.parameters = parameters;
        this.architecture = architecture;
        this.precision = precision;
    }

    Operand<TFloat32> output(FeedShape shape, Inputs inputs) {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        int width = 0;
        if (inputs.numbers().isPresent()) {
            parts.add(inputs.numbers().get());
            width += shape.numbers().size();
        }
        for (int i = 0; i < shape.categories().size(); i++) {
            Category category = shape.categories().get(i);
            Operand<TInt32> ids = tf.squeeze(
                    column(inputs.categories().orElseThrow(), i, 1), org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
            parts.add(tf.gather(table(category), ids, tf.constant(0)));
            width += architecture.embedding(category.size());
        }
        int from = 0;
        for (Category set : shape.sets()) {
            parts.add(tf.linalg.matMul(column(inputs.sets().orElseThrow(), from, set.size()), table(set)));
            from += set.size();
            width += architecture.embedding(set.size());
        }
        Operand<TFloat32> values = parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1));
        int layer = 0;
        for (int next : architecture.hidden()) {
            layer++;
            Variable<TFloat32> weights = parameters.weights("hidden_" + layer + ".weights", width, next);
            values = tf.nn.relu(biased("hidden_" + layer, product(values, weights), next));
            width = next;
        }
        Operand<TFloat32> last = tf.linalg.matMul(values, parameters.weights("output.weights", width, 1));
        return tf.withName("logit")
                .squeeze(biased("output", last, 1), org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
    }

    private Operand<TFloat32> biased(String name, Operand<TFloat32> values, int width) {
        return tf.nn.biasAdd(values, parameters.bias(name + ".bias", width));
    }

    private Operand<TFloat32> product(Operand<TFloat32> values, Operand<TFloat32> weights) {
        return switch (precision) {
            case FLOAT32 -> tf.linalg.matMul(values, weights);
            case MIXED ->
                tf.dtypes.cast(
                        tf.linalg.matMul(
                                tf.dtypes.cast(values, TBfloat16.class), tf.dtypes.cast(weights, TBfloat16.class)),
                        TFloat32.class);
        };
    }

    private Operand<TFloat32> table(Category category) {
        return parameters.embedding(
                "embedding." + category.name(), category.size(), architecture.embedding(category.size()));
    }

    private <T extends org.tensorflow.types.family.TType> Operand<T> column(Operand<T> values, int from, int width) {
        return tf.slice(values, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, width}));
    }
}
