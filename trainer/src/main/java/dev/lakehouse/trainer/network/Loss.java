package dev.lakehouse.trainer.network;

import dev.lakehouse.trainer.plan.Scoring;
import dev.lakehouse.trainer.plan.Task;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How wrong a batch's outputs are, and which way they have to go.
 *
 * @param value the batch's mean
 * @param slope the derivative of {@code value} by each output: simple enough to be written down, and so exact
 */
record Loss(Operand<TFloat32> value, Operand<TFloat32> slope) {
    /** The cross-entropy of probabilities, or half the squared error of scaled amounts. */
    static Loss of(Ops tf, Operand<TFloat32> output, Operand<TFloat32> labels, Scoring scoring) {
        Operand<TFloat32> rows = tf.dtypes.cast(tf.size(labels), TFloat32.class);
        Operand<TFloat32> losses;
        Operand<TFloat32> slopes;
        if (scoring.task() == Task.BINARY) {
            // The form that overflows for no output: max(z, 0) - z y + log(1 + exp(-|z|)).
            losses = tf.math.add(
                    tf.math.sub(tf.nn.relu(output), tf.math.mul(output, labels)),
                    tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(output)))));
            slopes = tf.math.sub(tf.math.sigmoid(output), labels);
            Operand<TFloat32> weights = tf.math.add(
                    tf.math.mul(labels, tf.constant((float) (scoring.positive() - scoring.negative()))),
                    tf.constant((float) scoring.negative()));
            losses = tf.math.mul(losses, weights);
            slopes = tf.math.mul(slopes, weights);
        } else {
            Operand<TFloat32> wanted = tf.math.div(
                    tf.math.sub(labels, tf.constant((float) scoring.mean())), tf.constant((float) scoring.deviation()));
            slopes = tf.math.sub(output, wanted);
            losses = tf.math.mul(tf.math.square(slopes), tf.constant(0.5f));
        }
        return new Loss(tf.withName("loss").math.mean(losses, tf.constant(0)), tf.math.div(slopes, rows));
    }

    /** What is told of a row: a probability, or an amount. */
    static Operand<TFloat32> score(Ops tf, Operand<TFloat32> output, Scoring scoring) {
        if (scoring.task() == Task.BINARY) {
            return tf.withName("score").math.sigmoid(tf.math.sub(output, tf.constant((float) scoring.logitShift())));
        }
        return tf.withName("score")
                .math
                .add(tf.math.mul(output, tf.constant((float) scoring.deviation())), tf.constant((float)
                        scoring.mean()));
    }
}
