package dev.lakehouse.storage.s3;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Uploads that are begun before they are asked for, given up at any moment. */
class OutputTest {
    private final Output output = new Output(Path.of("output"));
    private final Workers workers = new Workers();
    private final List<String> takenBack = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void whatIsGivenUpWhileItIsOnItsWayIsTakenBackBehindIt() throws Exception {
        begin("a", this::heldUp);
        begun.await();

        assertThat(output.release()).containsExactly("a");
        assertThat(takenBack).as("it is not there yet").isEmpty();
        goOn.countDown();

        eventually("a");
    }

    @Test
    void alsoWhereTheUploadThenFailsAtWhatIsGoneHere() throws Exception {
        begin("a", () -> {
            heldUp();
            throw new NoSuchFileException("a");
        });
        begun.await();
        output.release();
        goOn.countDown();

        eventually("a");
    }

    @Test
    void whatWasAskedForStaysEvenIfItIsToldAgain() throws Exception {
        begin("a", () -> Path.of("a"));
        Workers.await(output.upload("a", workers::file, () -> Path.of("again")));
        begin("a", () -> Path.of("a"));

        assertThat(output.release()).isEmpty();
        assertThat(takenBack).isEmpty();
    }

    @Test
    void whatIsToldTooLateIsNotBegun() throws Exception {
        output.release();
        begin("a", this::heldUp);
        assertThat(output.release()).isEmpty();
    }

    @Test
    void theUploadOnItsWayIsTheOneThatIsAskedFor() throws Exception {
        begin("a", () -> Path.of("ahead"));
        Future<Path> asked = output.upload("a", workers::file, () -> Path.of("again"));
        assertThat(Workers.await(asked)).isEqualTo(Path.of("ahead"));
    }

    private void begin(String name, Callable<Path> upload) {
        output.begin(name, workers::file, upload, takenBack::add);
    }

    private Path heldUp() throws InterruptedException {
        begun.countDown();
        goOn.await();
        return Path.of("a");
    }

    private void eventually(String name) throws InterruptedException {
        for (int look = 0; look < 500 && takenBack.isEmpty(); look++) {
            Thread.sleep(10);
        }
        assertThat(takenBack).containsExactly(name);
    }
}
