package dev.lakehouse.trainer.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.KnownSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A SavedModel says what the network said that it was made from. */
class SavedModelTest {
    private static final Batch BATCH = NetworkTest.batch(3);

    @TempDir
    Path folder;

    @Test
    void saysTheSameInJava() throws Exception {
        float[] live = exported();
        try (SavedModelBundle bundle = SavedModelBundle.load(model().toString(), Network.TAG);
                TFloat32 numbers = TFloat32.tensorOf(Shape.of(BATCH.rows(), 3), DataBuffers.of(BATCH.numbers()));
                TInt32 categories = TInt32.tensorOf(Shape.of(BATCH.rows(), 1), DataBuffers.of(BATCH.categories()));
                TFloat32 sets = TFloat32.tensorOf(Shape.of(BATCH.rows(), 6), DataBuffers.of(BATCH.sets()));
                Result result = bundle.function("serving_default")
                        .call(Map.<String, Tensor>of("numbers", numbers, "categories", categories, "sets", sets))) {
            float[] read = new float[BATCH.rows()];
            ((TFloat32) result.get(Network.SCORE).orElseThrow())
                    .asRawTensor()
                    .data()
                    .asFloats()
                    .read(read);
            assertThat(read).containsExactly(live);
        }
    }

    @Test
    void saysTheSameInPython() throws Exception {
        Optional<String> python = Optional.ofNullable(System.getenv("LAKEHOUSE_TEST_TENSORFLOW"));
        assumeTrue(python.isPresent(), "LAKEHOUSE_TEST_TENSORFLOW names no Python with TensorFlow");
        float[] live = exported();
        Path inputs = folder.resolve("inputs.json");
        JsonMapper json = new JsonMapper();
        json.writeValue(
                inputs.toFile(),
                Map.of("numbers", BATCH.numbers(), "categories", BATCH.categories(), "sets", BATCH.sets()));
        Path script = folder.resolve("ask.py");
        Files.writeString(script, """
                import json, sys
                import numpy as np
                import tensorflow as tf
                given = json.load(open(sys.argv[2]))
                rows = len(given["categories"])
                score = tf.saved_model.load(sys.argv[1]).signatures["serving_default"](
                    numbers=tf.constant(np.reshape(np.float32(given["numbers"]), (rows, 3))),
                    categories=tf.constant(np.reshape(np.int32(given["categories"]), (rows, 1))),
                    sets=tf.constant(np.reshape(np.float32(given["sets"]), (rows, 6))))["score"]
                json.dump([float(value) for value in score.numpy()], open(sys.argv[3], "w"))
                """);
        Path answers = folder.resolve("answers.json");
        Process asked = new ProcessBuilder(
                        python.get(), script.toString(), model().toString(), inputs.toString(), answers.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(asked.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
        JsonNode scores = json.readTree(answers.toFile());
        assertThat(scores).hasSize(live.length);
        for (int row = 0; row < live.length; row++) {
            assertThat(scores.get(row).floatValue()).isCloseTo(live[row], within(1e-5f));
        }
    }

    @Test
    void hasNothingThatOnlyLearningNeeds() throws Exception {
        exported();
        long all;
        try (Network network = NetworkTest.network(7);
                Stream<Path> files = Files.walk(model())) {
            all = files.filter(file -> file.toString().contains("variables.data"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(all).isBetween(network.size() * Float.BYTES, network.size() * Float.BYTES + 1000);
        }
        assertThat(names()).contains("saved_model.pb");
    }

    /** Returns what the network says of {@link #BATCH}. */
    private float[] exported() throws IOException {
        Path checkpoint = folder.resolve("network");
        try (Network network = NetworkTest.network(7)) {
            for (int step = 0; step < 50; step++) {
                network.step(NetworkTest.batch(step), 5e-3);
            }
            network.save(checkpoint);
            float[] scores = network.scores(BATCH);
            network.export(checkpoint, model());
            // Exporting leaves the network as it was.
            assertThat(network.scores(BATCH)).containsExactly(scores);
            assertThat(KnownSignal.SHAPE.setsWidth()).isEqualTo(6);
            return scores;
        }
    }

    private Path model() {
        return folder.resolve("saved_model");
    }

    private String names() throws IOException {
        try (Stream<Path> files = Files.list(model())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.joining(" "));
        }
    }
}
