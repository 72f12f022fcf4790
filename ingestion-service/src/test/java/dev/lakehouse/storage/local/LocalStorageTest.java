package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class LocalStorageTest {
    @TempDir
    Path parent;

    @Test
    void aHomeThatIsNotThereIsEmptyAndIsNotMadeByLooking() {
        LocalStorage storage = new LocalStorage(parent.resolve("lake"));

        assertThat(storage.list(path("landing"))).isEmpty();
        assertThat(storage.folders(path("silver"))).isEmpty();
        assertThat(storage.find(path("ops/lake.json"))).isEmpty();
        assertThat(parent.resolve("lake")).doesNotExist();
    }

    @Test
    void theFirstFileMakesTheHome() {
        LocalStorage storage = new LocalStorage(parent.resolve("a/b/lake"));

        assertThat(storage.createIfAbsent(path("ops/lake.json"), bytes("one"))).isTrue();
        assertThat(storage.createIfAbsent(path("ops/lake.json"), bytes("two"))).isFalse();
        assertThat(storage.read(path("ops/lake.json"))).isEqualTo(bytes("one"));
        assertThat(namesIn(parent.resolve("a/b/lake/ops"))).containsExactly("lake.json");
    }

    @Test
    void listsFilesAtAnyDepthInOrderWithoutHiddenAndUnfinishedOnes() throws IOException {
        LocalStorage storage = new LocalStorage(parent);
        for (String file : List.of(
                "landing/b/2.csv",
                "landing/a b/é.csv",
                "landing/b/.hidden.csv",
                "landing/.git/x.csv",
                "landing/b/3.csv.part",
                "landing/b/4.csv.tmp",
                "landing/c.tmp/5.csv",
                "landing/1.csv")) {
            write(file, "x");
        }
        Files.createSymbolicLink(parent.resolve("landing/b/broken"), parent.resolve("nowhere"));

        assertThat(storage.list(path("landing")))
                .extracting(file -> file.path().value())
                .containsExactly("landing/1.csv", "landing/a b/é.csv", "landing/b/2.csv");
        assertThat(storage.folders(path("landing"))).containsExactly("a b", "b");
    }

    @Test
    void aFingerprintTellsAChangeOfTheSameSizeWithinAMillisecond() throws IOException {
        LocalStorage storage = new LocalStorage(parent);
        Path file = write("landing/a.csv", "one");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00.123456001Z")));
        StoredFile before = storage.find(path("landing/a.csv")).orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00.123456002Z")));

        assertThat(before.fingerprint()).isEqualTo("3-1704067200123456001");
        assertThat(storage.list(path("landing")).get(0).fingerprint()).isEqualTo("3-1704067200123456002");
    }

    @Test
    @Timeout(60)
    void listsManyFilesQuickly() throws IOException {
        LocalStorage storage = new LocalStorage(parent);
        for (int folder = 0; folder < 20; folder++) {
            Path days = Files.createDirectories(parent.resolve("landing/" + folder));
            for (int file = 0; file < 1000; file++) {
                Files.createFile(days.resolve(file + ".csv"));
            }
        }
        storage.list(path("landing"));

        Instant start = Instant.now();
        List<StoredFile> files = storage.list(path("landing"));

        assertThat(files).hasSize(20_000);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void filesThatVanishWhileTheyAreListedAreNoError() throws Exception {
        LocalStorage storage = new LocalStorage(parent);
        for (int file = 0; file < 2000; file++) {
            write("landing/" + file % 10 + "/" + file + ".csv", "");
        }
        Thread remover = new Thread(() -> {
            for (int file = 0; file < 2000; file++) {
                storage.delete(path("landing/" + file % 10 + "/" + file + ".csv"));
            }
        });
        remover.start();
        while (remover.isAlive()) {
            assertThat(storage.list(path("landing"))).hasSizeLessThanOrEqualTo(2000);
        }
        remover.join();

        assertThat(storage.list(path("landing"))).isEmpty();
    }

    @Test
    void whatIsToBePublishedHasToBeThere() {
        LocalStorage storage = new LocalStorage(parent.resolve("lake"));
        storage.outputFolder(path("silver/pedidos"));

        assertThatThrownBy(() -> storage.publish(path("silver/pedidos"), List.of("not there")))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("FILE_NOT_FOUND"));
    }

    @Test
    void aUriNamesAnyFile() {
        LocalStorage storage = new LocalStorage(Path.of("/my lake/100%"));

        assertThat(storage.uri(path("silver/é")).getPath()).isEqualTo("/my lake/100%/silver/é");
        assertThat(storage.uri(path("silver/é"))).hasToString("file:///my%20lake/100%25/silver/é");
    }

    @Test
    void readingAFileThatIsNotThereNamesIt() {
        assertThatThrownBy(() -> new LocalStorage(parent).read(path("ops/lake.json")))
                .isInstanceOfSatisfying(LakehouseException.class, e -> {
                    assertThat(e.code()).isEqualTo("FILE_NOT_FOUND");
                    assertThat(e.kind()).isEqualTo(FailureKind.EXTERNAL);
                    assertThat(e.what())
                            .contains(parent.resolve("ops/lake.json").toString());
                });
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamed() {
        assumeTrue(parent.toFile().setWritable(false) && !Files.isWritable(parent), "this user may write everything");

        assertThatThrownBy(() -> new LocalStorage(parent).createIfAbsent(path("ops/lake.json"), bytes("x")))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("STORAGE_READ_ONLY"));
    }

    @Test
    void eachRefusalOfADiskHasItsRemedy() {
        Path file = parent.resolve("silver/x");

        assertThat(LocalFailures.of("write", file, new IOException("No space left on device")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("STORAGE_FULL"))
                .satisfies(e -> assertThat(e.fix()).contains("free some space"))
                .hasMessageContaining(file.toString());
        assertThat(LocalFailures.of("write", file, new AccessDeniedException(file.toString()))
                        .code())
                .isEqualTo("STORAGE_READ_ONLY");
        assertThat(LocalFailures.of("write", file, new NoHardLinksException(file, new IOException("no")))
                        .code())
                .isEqualTo("STORAGE_UNSUITABLE");
        assertThat(LocalFailures.of("read", file, new NoSuchFileException("x")).code())
                .isEqualTo("FILE_NOT_FOUND");
        assertThat(LocalFailures.of("read", file, new IOException("Input/output error"))
                        .code())
                .isEqualTo("STORAGE_FAILED");
    }

    private Path write(String file, String content) throws IOException {
        Path path = parent.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoragePath path(String value) {
        return new StoragePath(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
