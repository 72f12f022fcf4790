package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalCopiesTest {
    private static final LocalCopies.Key KEY = new LocalCopies.Key(new ObjectName("lake", "landing/a.csv"), "1");
    private static final Path HERE = Path.of("here", "a.csv");

    @TempDir
    Path scratch;

    private final LocalCopies copies = new LocalCopies();

    @Test
    void whatCouldNotBeBroughtAheadIsTriedAgainByWhoeverNeedsIt() throws Exception {
        copies.begin(KEY, LocalCopiesTest::now, LocalCopiesTest::failing);

        assertThat(copies.take(KEY, LocalCopiesTest::now, () -> HERE)).isEqualTo(HERE);
    }

    @Test
    void whatIsOnItsWayIsBroughtOnce() throws Exception {
        CompletableFuture<Path> onItsWay = new CompletableFuture<>();
        copies.begin(KEY, work -> onItsWay, () -> HERE);
        onItsWay.complete(HERE);

        assertThat(copies.take(KEY, LocalCopiesTest::now, LocalCopiesTest::failing))
                .isEqualTo(HERE);
    }

    @Test
    void aFailureIsTheirsWhoAskedAndNotTheNextOnes() throws Exception {
        assertThatThrownBy(() -> copies.take(KEY, LocalCopiesTest::now, LocalCopiesTest::failing))
                .isInstanceOf(IOException.class);

        assertThat(copies.take(KEY, LocalCopiesTest::now, () -> HERE)).isEqualTo(HERE);
    }

    @Test
    void whatNobodyTookGoesAtTheEndOfBringingAndNotBefore() throws Exception {
        Path file = brought();
        copies.begin(KEY, LocalCopiesTest::now, () -> file);
        copies.release();
        assertThat(file).exists();

        copies.endBringing();

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void whatAnotherThreadTookIsItsToKeep() throws Exception {
        Path file = brought();
        copies.begin(KEY, LocalCopiesTest::now, () -> file);
        FutureTask<Path> other = new FutureTask<>(() -> copies.take(KEY, LocalCopiesTest::now, () -> HERE));
        Thread thread = new Thread(other);
        thread.start();
        assertThat(other.get()).isEqualTo(file);

        copies.release();
        copies.endBringing();

        assertThat(file).exists();
    }

    @Test
    void aTransferThatNobodyWaitsForIsEndedAndLeavesNothing() throws Exception {
        Path file = brought();
        FutureTask<?>[] onItsWay = new FutureTask<?>[1];
        copies.begin(
                KEY,
                work -> {
                    FutureTask<Path> task = new FutureTask<>(work);
                    onItsWay[0] = task;
                    return task;
                },
                () -> file);

        copies.endBringing();

        assertThat(onItsWay[0].isCancelled()).isTrue();
        assertThat(copies.take(KEY, LocalCopiesTest::now, () -> HERE)).isEqualTo(HERE);
    }

    private Path brought() throws IOException {
        return Files.createFile(Files.createDirectory(scratch.resolve("1")).resolve("a.csv"));
    }

    private static FutureTask<Path> now(Callable<Path> work) {
        FutureTask<Path> task = new FutureTask<>(work);
        task.run();
        return task;
    }

    private static Path failing() throws IOException {
        throw new IOException("the store is away");
    }
}
