package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.lakehouse.ForkedJvm;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.stage.BatchLoop;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a lake in an object store keeps on this machine, and what it does not. */
class ScratchTest {
    private static final ObjectName OBJECT = new ObjectName("lake", "silver/t/a.parquet");

    @TempDir
    Path scratch;

    @Test
    void dataFilesAreBroughtOnceForAllProcesses() {
        ObjectStore home = S3Server.get().newHome(scratch);
        StoragePath path = new StoragePath("silver/t/a.parquet");
        try (S3Storage one = new S3Storage(home);
                S3Storage other = new S3Storage(home)) {
            one.replace(path, new byte[] {1, 2, 3});
            assertThat(one.localFile(path)).hasBinaryContent(new byte[] {1, 2, 3});

            // Had it been brought again, it would be the new content; data files never change.
            one.replace(path, new byte[] {4});
            assertThat(other.localFile(path)).hasBinaryContent(new byte[] {1, 2, 3});
        }
    }

    @Test
    void aCheckpointOfAnEmptiedAndRefilledLakeIsNotTakenForItsNamesake() throws IOException {
        ObjectStore home = S3Server.get().newHome(scratch);
        StoragePath path = new StoragePath("silver/t/_delta_log/00000000000000000010.checkpoint.parquet");
        try (S3Storage one = new S3Storage(home);
                S3Storage other = new S3Storage(home)) {
            one.replace(path, new byte[] {1, 2, 3});
            assertThat(content(one.open(path))).containsExactly(1, 2, 3);

            one.replace(path, new byte[] {4});

            assertThat(content(one.open(path))).containsExactly(4);
            assertThat(content(other.open(path))).containsExactly(4);
        }
    }

    private static byte[] content(SeekableByteChannel channel) throws IOException {
        try (InputStream stream = Channels.newInputStream(channel)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void whatWasPublishedNeedNotBeBroughtAgain() throws IOException {
        ObjectStore home = S3Server.get().newHome(scratch);
        StoragePath folder = new StoragePath("silver/t");
        try (S3Storage storage = new S3Storage(home)) {
            Files.writeString(storage.outputFolder(folder).resolve("a.parquet"), "abc");
            storage.publish(folder, List.of("a.parquet"));
            storage.release();
            storage.replace(folder.resolve("a.parquet"), new byte[] {4});

            assertThat(storage.localFile(folder.resolve("a.parquet"))).hasContent("abc");
        }
    }

    @Test
    void filesAreOnTheirWayBeforeTheyArePublishedAndGoUnlessTheyAre() throws Exception {
        ObjectStore home = S3Server.get().newHome(scratch);
        StoragePath folder = new StoragePath("bronze/t");
        try (S3Storage storage = new S3Storage(home)) {
            Path output = storage.outputFolder(folder);
            Consumer<String> ahead = storage.publishAhead(folder);
            for (String name : List.of("a.parquet", "b.parquet")) {
                Files.writeString(output.resolve(name), name);
                Thread engine = new Thread(() -> ahead.accept(name));
                engine.start();
                engine.join();
            }
            await(() -> storage.list(folder).size() == 2);
            ahead.accept("late.parquet");

            storage.publish(folder, List.of("a.parquet"));
            storage.release();

            await(() -> storage.list(folder).size() == 1);
            assertThat(storage.read(folder.resolve("a.parquet"))).asString().isEqualTo("a.parquet");
        }
    }

    @Test
    void whatFailedAheadIsTriedAgainByWhoeverPublishesIt() throws Exception {
        ObjectStore home = S3Server.get().newHome(scratch);
        StoragePath folder = new StoragePath("bronze/t");
        try (S3Storage storage = new S3Storage(home)) {
            Path output = storage.outputFolder(folder);
            storage.publishAhead(folder).accept("a.parquet");
            storage.publishAhead(folder).accept("b.parquet");
            Files.writeString(output.resolve("b.parquet"), "b");
            assertThatThrownBy(() -> storage.publish(folder, List.of("a.parquet")))
                    .hasMessageContaining("scratch");
            Files.writeString(output.resolve("a.parquet"), "a");

            storage.publish(folder, List.of("a.parquet", "b.parquet"));

            assertThat(storage.list(folder)).hasSize(2);
        }
    }

    @Test
    void landingFilesStayNoLongerThanTheyAreUsed() throws Exception {
        ObjectStore home = S3Server.get().newHome(scratch);
        try (S3Storage storage = new S3Storage(home)) {
            storage.replace(new StoragePath("landing/a.csv"), new byte[] {1});
            StoredFile found = storage.list(new StoragePath("landing")).get(0);
            Path file = storage.localFile(found);
            Thread other = new Thread(storage::release);
            other.start();
            other.join();
            assertThat(file).exists();

            storage.release();

            assertThat(file).doesNotExist();
            assertThat(scratch.resolve("cache")).doesNotExist();
        }
    }

    @Test
    void filesBroughtAheadGoWithTheRunThatFailed() throws Exception {
        ObjectStore home = S3Server.get().newHome(scratch);
        try (S3Storage storage = new S3Storage(home)) {
            storage.replace(new StoragePath("landing/a.csv"), new byte[] {1});
            List<StoredFile> found = storage.list(new StoragePath("landing"));
            assertThatThrownBy(() -> BatchLoop.run(
                            storage,
                            () -> {
                                storage.prefetch(found);
                                return Optional.of(found);
                            },
                            batch -> {
                                throw new IllegalStateException("the engine failed");
                            }))
                    .hasMessage("the engine failed");

            // A transfer that was on its way ends soon, by itself.
            await(() -> files().stream().noneMatch(file -> file.endsWith("a.csv")));
            assertThat(storage.localFile(found.get(0))).hasBinaryContent(new byte[] {1});
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void aFullCacheForgetsWhatWasNotUsedForLongest() throws IOException {
        DataCache cache = new DataCache(scratch.resolve("cache"), DataSize.parse("1KB"));
        for (int file = 0; file < 3; file++) {
            cache.keep(object(file), written("file " + file, 400));
            Files.setLastModifiedTime(
                    scratch.resolve("cache/lake/" + file),
                    FileTime.from(Instant.parse("2024-01-01T00:00:0" + file + "Z")));
        }
        assertThat(cache.take(object(0), scratch.resolve("used 0"))).isFalse();
        assertThat(cache.take(object(1), scratch.resolve("used 1"))).isTrue();

        cache.keep(object(3), written("file 3", 400));

        assertThat(cache.take(object(2), scratch.resolve("used 2"))).isFalse();
        assertThat(cache.take(object(1), scratch.resolve("used again"))).isTrue();
        assertThat(scratch.resolve("used 1")).hasSize(400);
    }

    @Test
    void whatIsLargerThanTheCacheIsNotKept() throws IOException {
        DataCache cache = new DataCache(scratch.resolve("cache"), DataSize.parse("1KB"));
        cache.keep(OBJECT, written("large", 2000));

        assertThat(cache.take(OBJECT, scratch.resolve("used"))).isFalse();
    }

    @Test
    void theFilesOfAKilledProcessAreRemovedByTheNext() throws Exception {
        Process killed = ForkedJvm.start(Holder.class, scratch.toString());
        assertThat(killed.getInputStream().read()).isEqualTo('!');
        try (Workspace living = Workspace.open(scratch)) {
            Files.createFile(living.newFile("mine"));
            assertThat(files()).hasSize(4);
            killed.destroyForcibly().waitFor();

            Workspace.open(scratch).close();

            assertThat(files()).hasSize(2).anyMatch(file -> file.endsWith("mine"));
        }
        assertThat(files()).isEmpty();
    }

    /** Has a workspace with a file in it, until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            Workspace workspace = Workspace.open(Path.of(arguments[0]));
            Files.createFile(workspace.newFile("its"));
            System.out.print('!');
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(scratch)) {
            return all.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    private static ObjectName object(int number) {
        return new ObjectName("lake", Integer.toString(number));
    }

    private Path written(String name, int bytes) throws IOException {
        return Files.write(scratch.resolve(name), new byte[bytes]);
    }
}
