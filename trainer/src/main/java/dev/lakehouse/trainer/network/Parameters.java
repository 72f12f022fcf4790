package dev.lakehouse.trainer.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * What a network learns, by name, with first values that the seed alone decides. A name that was asked for before is the same parameter.
 *
 * <p>They are drawn by stateless operations: tensorflow-framework's initializers of uniform values draw from one side only.
 */
final class Parameters {
    /** TensorFlow takes no other characters; it tells apart what becomes the same. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_.-]");

    private final Ops init;
    private final long seed;
    private final Map<String, Variable<TFloat32>> all = new LinkedHashMap<>();
    private final Set<Variable<TFloat32>> weights = new HashSet<>();

    Parameters(Ops tf, long seed) {
        this.init = tf.withInitScope();
        this.seed = seed;
    }

    /** Weights between {@code in} and {@code out} numbers (Glorot and Bengio 2010, equation 16). */
    Variable<TFloat32> weights(String name, long in, long out) {
        return weights(name, Shape.of(in, out), () -> uniform(Shape.of(in, out), Math.sqrt(6.0 / (in + out))));
    }

    /** A row of numbers for each id; those of id 0, which is all that is unknown, are 0 until something is learnt of it. */
    Variable<TFloat32> embedding(String name, int ids, int width) {
        return weights(name, Shape.of(ids, width), () -> {
            float[][] column = new float[ids][1];
            for (int id = 1; id < ids; id++) {
                column[id][0] = 1;
            }
            return init.math.mul(uniform(Shape.of(ids, width), 1 / Math.sqrt(width) / 4), init.constant(column));
        });
    }

    Variable<TFloat32> bias(String name, long width) {
        return variable(name, Shape.of(width), () -> init.zeros(init.constant(Shape.of(width)), TFloat32.class));
    }

    /** In the order that they were made. */
    List<Variable<TFloat32>> all() {
        return List.copyOf(all.values());
    }

    /** Whether it is one of those that decay; biases do not. */
    boolean decays(Variable<TFloat32> variable) {
        return weights.contains(variable);
    }

    private Variable<TFloat32> weights(String name, Shape shape, Supplier<Operand<TFloat32>> first) {
        Variable<TFloat32> made = variable(name, shape, first);
        weights.add(made);
        return made;
    }

    private Operand<TFloat32> uniform(Shape shape, double limit) {
        Operand<TFloat32> drawn = init.random.statelessRandomUniform(
                init.constant(shape), init.constant(new long[] {seed, all.size()}), TFloat32.class);
        return init.math.sub(init.math.mul(drawn, init.constant((float) (2 * limit))), init.constant((float) limit));
    }

    private Variable<TFloat32> variable(String name, Shape shape, Supplier<Operand<TFloat32>> first) {
        Variable<TFloat32> known = all.get(name);
        if (known != null) {
            return known;
        }
        Operand<TFloat32> values = first.get();
        Variable<TFloat32> made =
                init.withName(NOT_IN_NAMES.matcher(name).replaceAll("_")).variable(shape, TFloat32.class);
        init.assign(made, values);
        all.put(name, made);
        return made;
    }
}
