package dev.lakehouse.trainer.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Where features enter a graph; what a feed has none of has no entry. */
final class Inputs {
    static final String NUMBERS = "numbers";
    static final String CATEGORIES = "categories";
    static final String SETS = "sets";

    private final FeedShape shape;
    private final Optional<Placeholder<TFloat32>> numbers;
    private final Optional<Placeholder<TInt32>> categories;
    private final Optional<Placeholder<TFloat32>> sets;

    Inputs(Ops tf, FeedShape shape) {
        this.shape = shape;
        this.numbers = entry(tf, NUMBERS, TFloat32.class, shape.numbers().size());
        this.categories = entry(tf, CATEGORIES, TInt32.class, shape.categories().size());
        this.sets = entry(tf, SETS, TFloat32.class, shape.setsWidth());
    }

    Optional<Placeholder<TFloat32>> numbers() {
        return numbers;
    }

    Optional<Placeholder<TInt32>> categories() {
        return categories;
    }

    Optional<Placeholder<TFloat32>> sets() {
        return sets;
    }

    /** Those that there are, by name, for a signature. */
    Map<String, Operand<? extends TType>> all() {
        Map<String, Operand<? extends TType>> all = new LinkedHashMap<>();
        numbers.ifPresent(entry -> all.put(NUMBERS, entry));
        categories.ifPresent(entry -> all.put(CATEGORIES, entry));
        sets.ifPresent(entry -> all.put(SETS, entry));
        return all;
    }

    /** Gives {@code runner} a batch, as tensors that have to live until it ran. */
    void feed(Session.Runner runner, Batch batch, Tensors tensors) {
        checkIds(batch);
        numbers.ifPresent(entry -> runner.feed(entry, tensors.add(floats(batch.rows(), entry, batch.numbers()))));
        categories.ifPresent(entry -> runner.feed(
                entry,
                tensors.add(TInt32.tensorOf(
                        Shape.of(batch.rows(), width(entry)),
                        DataBuffers.of(batch.categories()).narrow(batch.rows() * width(entry))))));
        sets.ifPresent(entry -> runner.feed(entry, tensors.add(floats(batch.rows(), entry, batch.sets()))));
    }

    private static TFloat32 floats(int rows, Placeholder<TFloat32> entry, float[] values) {
        return TFloat32.tensorOf(
                Shape.of(rows, width(entry)), DataBuffers.of(values).narrow(rows * width(entry)));
    }

    private static long width(Operand<?> entry) {
        return entry.shape().get(1);
    }

    /** On a GPU an id too high would be read as zeros, without a word. */
    private void checkIds(Batch batch) {
        List<Category> all = shape.categories();
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < all.size(); i++) {
                int id = batch.categories()[row * all.size() + i];
                if (id < 0 || id >= all.get(i).size()) {
                    throw new IllegalArgumentException(all.get(i).name() + " has no id " + id + ", only "
                            + all.get(i).size());
                }
            }
        }
    }

    private static <T extends TType> Optional<Placeholder<T>> entry(Ops tf, String name, Class<T> type, int width) {
        return width == 0
                ? Optional.empty()
                : Optional.of(
                        tf.withName(name).placeholder(type, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, width))));
    }

    /** Tensors that live as long as one run. */
    static final class Tensors implements AutoCloseable {
        private final List<TType> tensors = new ArrayList<>();

        <T extends TType> T add(T tensor) {
            tensors.add(tensor);
            return tensor;
        }

        @Override
        public void close() {
            tensors.forEach(TType::close);
        }
    }
}
