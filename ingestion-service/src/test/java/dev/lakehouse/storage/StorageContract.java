package dev.lakehouse.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every storage does. */
public abstract class StorageContract {
    /** A storage of the one home that this test has, as another process would open it. */
    protected abstract Storage open();

    @Test
    void aHomeWithoutFilesIsEmpty() {
        Storage storage = open();

        assertThat(storage.list(path("landing"))).isEmpty();
        assertThat(storage.listFrom(path("silver/pedidos/_delta_log/0"))).isEmpty();
        assertThat(storage.folders(path("silver"))).isEmpty();
        assertThat(storage.find(path("ops/lake.json"))).isEmpty();
    }

    @Test
    void aThreadsScratchFolderGoesWithItsRelease() throws Exception {
        Storage storage = open();
        Path scratch = storage.scratchFolder();
        Files.writeString(Files.createDirectory(scratch.resolve("below")).resolve("file"), "content");
        assertThat(storage.scratchFolder()).isEqualTo(scratch);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Path others = other.submit(storage::scratchFolder).get();
            assertThat(others).isNotEqualTo(scratch).isEmptyDirectory();
            storage.release();
            assertThat(scratch).doesNotExist();
            assertThat(others).exists();
            assertThat(storage.scratchFolder()).isEmptyDirectory();
            storage.close();
            assertThat(others).doesNotExist();
        } finally {
            other.shutdown();
        }
    }

    @Test
    void whoCreatesFirstWins() {
        Storage storage = open();

        assertThat(storage.createIfAbsent(path("ops/lake.json"), bytes("one"))).isTrue();
        assertThat(storage.createIfAbsent(path("ops/lake.json"), bytes("two"))).isFalse();
        assertThat(open().read(path("ops/lake.json"))).isEqualTo(bytes("one"));
        assertThat(open().find(path("ops/lake.json")).orElseThrow().bytes()).isEqualTo(3);
    }

    @Test
    void aFileOfThisMachineIsCreatedWholeUnlessThereIsOne() throws Exception {
        Storage storage = open();
        byte[] content = new byte[3 << 20];
        content[content.length - 1] = 7;
        Path first = Files.write(storage.scratchFolder().resolve("first"), content);
        Path second = Files.write(storage.scratchFolder().resolve("second"), bytes("two"));

        assertThat(storage.createIfAbsent(path("landing/p/s/1.parquet"), first)).isTrue();
        assertThat(storage.createIfAbsent(path("landing/p/s/1.parquet"), second))
                .isFalse();
        storage.release();

        assertThat(open().read(path("landing/p/s/1.parquet"))).isEqualTo(content);
        assertThat(open().list(path("landing/p/s"))).hasSize(1);
    }

    @Test
    void exactlyOneOfManyCreatorsWins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Storage> storages = new ArrayList<>();
        for (int creator = 0; creator < 8; creator++) {
            storages.add(open());
        }
        try {
            for (int round = 0; round < 30; round++) {
                StoragePath file = path("ops/" + round + ".json");
                List<Callable<Boolean>> creators = new ArrayList<>();
                for (int creator = 0; creator < 8; creator++) {
                    byte[] content = bytes("creator " + creator);
                    Storage storage = storages.get(creator);
                    creators.add(() -> storage.createIfAbsent(file, content));
                }
                int winner = -1;
                List<Future<Boolean>> outcomes = pool.invokeAll(creators);
                for (int creator = 0; creator < 8; creator++) {
                    if (outcomes.get(creator).get()) {
                        assertThat(winner).isEqualTo(-1);
                        winner = creator;
                    }
                }
                assertThat(open().read(file)).isEqualTo(bytes("creator " + winner));
            }
        } finally {
            pool.shutdown();
        }
        assertThat(open().list(path("ops"))).hasSize(30);
    }

    @Test
    void listsFilesAtAnyDepthInOrderWithoutHiddenAndUnfinishedOnes() {
        Storage storage = open();
        for (String file : List.of(
                "landing/b/2.csv",
                "landing/a b/é.csv",
                "landing/b/.hidden.csv",
                "landing/.git/x.csv",
                "landing/b/3.csv.part",
                "landing/b/4.csv.tmp",
                "landing/c.tmp/5.csv",
                "landing/1.csv",
                "landings/6.csv")) {
            storage.replace(path(file), bytes("x"));
        }

        assertThat(storage.list(path("landing")))
                .extracting(file -> file.path().value())
                .containsExactly("landing/1.csv", "landing/a b/é.csv", "landing/b/2.csv");
        assertThat(storage.folders(path("landing"))).containsExactly("a b", "b");
    }

    @Test
    void listsTheFilesOfOneFolderFromAName() {
        Storage storage = open();
        for (String name :
                List.of("09.json", "10.checkpoint.parquet", "10.json", "11.json", "_last", "below/12.json")) {
            storage.replace(path("silver/t/_delta_log/" + name), bytes(name));
        }

        assertThat(storage.listFrom(path("silver/t/_delta_log/10.json")))
                .extracting(file -> file.path().fileName())
                .containsExactly("10.json", "11.json", "_last");
        assertThat(storage.listFrom(path("silver/t/_delta_log/10.checkpoint")))
                .extracting(file -> file.path().fileName())
                .containsExactly("10.checkpoint.parquet", "10.json", "11.json", "_last");
        assertThat(storage.listFrom(path("silver/t/_delta_log/a"))).isEmpty();
    }

    @Test
    void aFingerprintTellsAChange() {
        Storage storage = open();
        storage.replace(path("landing/a.csv"), bytes("one"));
        StoredFile before = storage.find(path("landing/a.csv")).orElseThrow();
        storage.replace(path("landing/a.csv"), bytes("three"));

        StoredFile after = storage.find(path("landing/a.csv")).orElseThrow();
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        // A store may tell times of its listings more finely.
        assertThat(storage.list(path("landing")))
                .extracting(StoredFile::fingerprint)
                .containsExactly(after.fingerprint());
    }

    @Test
    void publishedFilesAreFilesOfTheirFolder() throws IOException {
        Storage storage = open();
        Path output = storage.outputFolder(path("silver/pedidos"));
        Files.writeString(output.resolve("um café.parquet"), "one");
        Files.writeString(output.resolve("two.parquet"), "two");

        storage.publish(path("silver/pedidos"), List.of("um café.parquet", "two.parquet"));
        storage.release();

        assertThat(open().list(path("silver/pedidos"))).hasSize(2);
        assertThat(open().read(path("silver/pedidos/um café.parquet"))).isEqualTo(bytes("one"));
        assertThat(open().localFile(path("silver/pedidos/two.parquet"))).hasContent("two");
    }

    @Test
    void aLargeFileComesAndGoesWhole() throws IOException {
        byte[] content = new byte[70 << 20];
        new java.util.Random(1).nextBytes(content);
        Storage storage = open();
        Files.write(storage.outputFolder(path("silver/t")).resolve("large.parquet"), content);

        storage.publish(path("silver/t"), List.of("large.parquet"));

        assertThat(storage.find(path("silver/t/large.parquet")).orElseThrow().bytes())
                .isEqualTo(content.length);
        storage.replace(path("landing/large.bin"), content);
        StoredFile landed = storage.find(path("landing/large.bin")).orElseThrow();
        assertThat(Files.readAllBytes(open().localFile(landed))).isEqualTo(content);
    }

    @Test
    void filesAreOfThisMachineUntilTheyAreReleased() throws IOException {
        Storage storage = open();
        List<StoragePath> paths = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            paths.add(path("silver/t/" + file + ".parquet"));
            storage.replace(paths.get(file), bytes("content " + file));
        }

        List<Path> files = storage.localFiles(paths);

        assertThat(files).hasSize(20).doesNotHaveDuplicates();
        assertThat(files.get(7)).hasContent("content 7").isEqualTo(storage.localFile(paths.get(7)));
        storage.release();
        assertThat(storage.localFile(paths.get(7))).hasContent("content 7");
    }

    @Test
    void aLandingFileIsReadAsItWasFound() {
        Storage storage = open();
        storage.replace(path("landing/a b.csv"), bytes("one"));
        storage.replace(path("landing/empty.csv"), bytes(""));
        List<StoredFile> found = storage.list(path("landing"));
        storage.prefetch(found);

        assertThat(storage.localFile(found.get(0))).hasContent("one").hasFileName("a b.csv");
        assertThat(storage.localFile(found.get(1))).isEmptyFile();
        storage.release();
    }

    @Test
    void aFileIsReadFromAnyPlaceInIt() throws IOException {
        Storage storage = open();
        storage.replace(path("silver/t/_delta_log/10.checkpoint.parquet"), bytes("0123456789"));

        try (SeekableByteChannel channel = storage.open(path("silver/t/_delta_log/10.checkpoint.parquet"))) {
            ByteBuffer three = ByteBuffer.allocate(3);
            channel.position(6).read(three);
            assertThat(three.array()).isEqualTo(bytes("678"));
            assertThat(channel.size()).isEqualTo(10);
        }
    }

    @Test
    void whatIsReplacedIsTheNewOne() {
        Storage storage = open();
        storage.replace(path("silver/t/_delta_log/_last_checkpoint"), bytes("one"));
        storage.replace(path("silver/t/_delta_log/_last_checkpoint"), bytes("two"));

        assertThat(open().read(path("silver/t/_delta_log/_last_checkpoint"))).isEqualTo(bytes("two"));
    }

    @Test
    void deletingTwiceIsNoError() {
        Storage storage = open();
        storage.replace(path("silver/t/a.parquet"), bytes("x"));

        storage.delete(path("silver/t/a.parquet"));
        storage.delete(path("silver/t/a.parquet"));

        assertThat(open().find(path("silver/t/a.parquet"))).isEmpty();
    }

    @Test
    void readingAFileThatIsNotThereNamesIt() {
        Storage storage = open();

        List<Callable<?>> readers =
                List.of(() -> storage.read(path("silver/t/a.parquet")), () -> storage.open(path("silver/t/a.parquet")));
        for (Callable<?> reader : readers) {
            assertThatThrownBy(reader::call).isInstanceOfSatisfying(LakehouseException.class, e -> {
                assertThat(e.code()).isEqualTo(Storage.FILE_NOT_FOUND);
                assertThat(e.kind()).isEqualTo(FailureKind.EXTERNAL);
                assertThat(e.what()).contains("silver/t/a.parquet");
            });
        }
    }

    protected static StoragePath path(String value) {
        return new StoragePath(value);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
