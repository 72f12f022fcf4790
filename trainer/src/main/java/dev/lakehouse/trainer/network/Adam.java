package dev.lakehouse.trainer.network;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015, algorithm 1, in the form of its section 2's end).
 *
 * <p>tensorflow-framework's lets the powers of beta change before, while or after the weights do. Here all gradients are known before
 * the first weight changes, and the powers change once all weights have: else a step would not be the same each time.
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-7f;

    private Adam() {}

    /**
     * The operation that does a step.
     *
     * @param before what else has to be known before the first weight changes
     */
    static Op step(
            Ops tf,
            List<Variable<TFloat32>> variables,
            List<Operand<TFloat32>> gradients,
            Operand<TFloat32> learningRate,
            Op before) {
        Variable<TFloat32> power1 = slot(tf, "adam.beta1_power", Shape.scalar(), BETA1);
        Variable<TFloat32> power2 = slot(tf, "adam.beta2_power", Shape.scalar(), BETA2);
        List<Op> known = new ArrayList<>(gradients);
        known.add(before);
        Ops gated = tf.withControlDependencies(known);
        Operand<TFloat32> beta1 = tf.constant(BETA1);
        Operand<TFloat32> beta2 = tf.constant(BETA2);
        List<Op> applied = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            String name = "adam." + variable.op().name();
            applied.add(gated.train.applyAdam(
                    variable,
                    slot(tf, name + ".m", variable.shape(), 0),
                    slot(tf, name + ".v", variable.shape(), 0),
                    power1,
                    power2,
                    learningRate,
                    beta1,
                    beta2,
                    tf.constant(EPSILON),
                    gradients.get(i)));
        }
        Ops after = tf.withControlDependencies(applied);
        List<Op> raised = List.of(
                after.assign(power1, after.math.mul(power1, beta1)),
                after.assign(power2, after.math.mul(power2, beta2)));
        return tf.withControlDependencies(raised).withName("step").noOp();
    }

    private static Variable<TFloat32> slot(Ops tf, String name, Shape shape, float value) {
        Ops init = tf.withInitScope();
        Variable<TFloat32> slot = init.withName(name).variable(shape, TFloat32.class);
        init.assign(slot, init.fill(init.constant(shape), init.constant(value)));
        return slot;
    }
}
