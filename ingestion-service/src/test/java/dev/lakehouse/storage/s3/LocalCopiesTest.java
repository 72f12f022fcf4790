package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalCopiesTest {
    private static final LocalCopies.Key KEY = new LocalCopies.Key(new ObjectName("lake", "landing/a.csv"), "1");
    private static final Path HERE = Path.of("here", "a.csv");

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

    private static FutureTask<Path> now(Callable<Path> work) {
        FutureTask<Path> task = new FutureTask<>(work);
        task.run();
        return task;
    }

    private static Path failing() throws IOException {
        throw new IOException("the store is away");
    }
}
