package dev.lakehouse.trainer.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.plan.Precision;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A network in memory, which learns step by step. For one thread.
 *
 * <p>The same form, threads and batches give the same bits, on the same kind of processor and with the same TensorFlow.
 */
public final class Network implements AutoCloseable {
    /** The tag that serving systems look for. */
    public static final String TAG = "serve";

    /** What scores are called in the signature of a SavedModel. */
    public static final String SCORE = "score";

    private final NetworkForm form;
    private final int threads;
    private final Graph graph = new Graph();
    private final Parameters parameters;
    private final Inputs inputs;
    private final Operand<TFloat32> score;
    private final Optional<Teaching> teaching;
    private final Session session;

    /** What only a network that learns has. */
    private record Teaching(
            Placeholder<TFloat32> labels, Placeholder<TFloat32> learningRate, Operand<TFloat32> loss, Op step) {}

    private Network(NetworkForm form, int threads, boolean learns) {
        this.form = form;
        this.threads = threads;
        Ops tf = Ops.create(graph);
        this.parameters = new Parameters(tf, form.seed());
        this.inputs = new Inputs(tf, form.shape());
        Operand<TFloat32> output = output(tf, Precision.FLOAT32);
        this.score = Loss.score(tf, output, form.scoring());
        this.teaching = learns
                ? Optional.of(
                        teaching(tf, form.precision() == Precision.FLOAT32 ? output : output(tf, form.precision())))
                : Optional.empty();
        // One operation at a time: for networks of this size that is as fast, and leaves a core to whoever reads.
        this.session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(threads)
                        .setInterOpParallelismThreads(1)
                        .build());
    }

    /** One with first weights, that can learn. */
    public static Network create(NetworkForm form, int threads) {
        NativeLibrary.require();
        return new Network(form, threads, true);
    }

    public NetworkForm form() {
        return form;
    }

    /** Learns from a batch, and gives the mean of its losses before that. */
    public float step(Batch batch, double learningRate) {
        Teaching taught = teaching.orElseThrow();
        Session.Runner runner = session.runner();
        try (Inputs.Tensors tensors = new Inputs.Tensors()) {
            inputs.feed(runner, batch, tensors);
            runner.feed(
                    taught.labels(),
                    tensors.add(TFloat32.tensorOf(
                            Shape.of(batch.rows()),
                            DataBuffers.of(batch.labels()).narrow(batch.rows()))));
            runner.feed(taught.learningRate(), tensors.add(TFloat32.scalarOf((float) learningRate)));
            try (Result result =
                    runner.fetch(taught.loss()).addTarget(taught.step()).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    /** A score for each row, in their order; {@code SCORE_NOT_FINITE}, of kind data, where one is no number. */
    public float[] scores(Batch batch) {
        Session.Runner runner = session.runner();
        try (Inputs.Tensors tensors = new Inputs.Tensors()) {
            inputs.feed(runner, batch, tensors);
            try (Result result = runner.fetch(score).run()) {
                return FiniteScores.check(floats((TFloat32) result.get(0)));
            }
        }
    }

    /**
     * Writes all that learning goes on from to files whose names begin with {@code prefix}.
     *
     * @throws IOException where they cannot be written whole
     */
    public void save(Path prefix) throws IOException {
        try {
            session.save(prefix.toString());
        } catch (TensorFlowException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Takes up what {@link #save} wrote. */
    public void restore(Path prefix) throws IOException {
        try {
            session.restore(prefix.toString());
        } catch (TensorFlowException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Writes a SavedModel with the signature {@code serving_default}, from {@link Inputs}' names to {@link #SCORE}; without what only
     * learning needs.
     *
     * @param checkpoint the weights, as {@link #save} wrote them
     */
    public void export(Path checkpoint, Path folder) throws IOException {
        try (Network slim = new Network(form, threads, false)) {
            slim.restore(checkpoint);
            Signature.Builder signature = Signature.builder("serving_default").methodName("tensorflow/serving/predict");
            slim.inputs.all().forEach(signature::input);
            signature.output(SCORE, slim.score);
            SavedModelBundle.exporter(folder.toString())
                    .withTags(TAG)
                    .withSession(slim.session)
                    .withSignature(signature.build())
                    .export();
        } catch (TensorFlowException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** SHA-256 over the names and bits of all that it learnt: equal networks have equal ones. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        for (Variable<TFloat32> variable : parameters.all()) {
            try (Result result = session.runner().fetch(variable).run()) {
                float[] values = floats((TFloat32) result.get(0));
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                digest.update(variable.op().name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** How many numbers it learns. */
    public long size() {
        return parameters.all().stream()
                .mapToLong(variable -> variable.shape().size())
                .sum();
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private Operand<TFloat32> output(Ops tf, Precision precision) {
        return new Layers(tf, parameters, form.architecture(), precision).output(form.shape(), inputs);
    }

    private Teaching teaching(Ops tf, Operand<TFloat32> output) {
        Placeholder<TFloat32> labels =
                tf.withName("labels").placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE)));
        Placeholder<TFloat32> rate =
                tf.withName("learning_rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        Loss loss = Loss.of(tf, output, labels, form.scoring());
        List<Operand<TFloat32>> gradients = new ArrayList<>();
        List<Variable<TFloat32>> variables = parameters.all();
        Output<?>[] raw = graph.addGradients(
                "gradients",
                new Output<?>[] {output.asOutput()},
                variables.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
                new Output<?>[] {loss.slope().asOutput()});
        for (int i = 0; i < raw.length; i++) {
            Operand<TFloat32> gradient = raw[i].expect(TFloat32.class);
            Variable<TFloat32> variable = variables.get(i);
            gradients.add(
                    form.weightDecay() > 0 && parameters.decays(variable)
                            ? tf.math.add(gradient, tf.math.mul(variable, tf.constant((float) form.weightDecay())))
                            : gradient);
        }
        return new Teaching(labels, rate, loss.value(), Adam.step(tf, variables, gradients, rate, loss.value()));
    }

    /** Copied at once: what TensorFlow hands out is the memory that the next step writes to. */
    private static float[] floats(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
