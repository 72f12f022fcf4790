package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import dev.lakehouse.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What processes leave behind is deleted when they are dead, and not before. */
class ScratchTest {
    @TempDir
    private Path home;

    @Test
    void theFolderOfAProcessLivesAsLongAsIt() throws Exception {
        Process other = ForkedJvm.start(Spilling.class, home.toString());
        assertThat(other.getInputStream().read()).as("it has begun").isEqualTo('.');
        try (Scratch ours = Scratch.open(home)) {
            spill(ours.folder());
            try (Scratch third = Scratch.open(home)) {
                assertThat(third.folder()).doesNotExist();
            }
            assertThat(spilled()).isEqualTo(2);
        }
        assertThat(spilled()).isEqualTo(1);

        other.destroyForcibly().waitFor();
        assertThat(spilled()).as("nobody has looked yet").isEqualTo(1);

        Scratch.open(home).close();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNoFailure() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        try (Scratch scratch = Scratch.open(file)) {
            assertThat(Files.exists(scratch.folder())).isFalse();
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void hiddenFilesOfWritesThatWereCutOffAreDeletedAfterADay() throws IOException {
        Path log = Files.createDirectories(home.resolve("silver/t/_delta_log"));
        Path old = hidden(log, Duration.ofDays(2));
        Path oldPlan = hidden(Files.createDirectories(home.resolve("ops/batches/silver.t")), Duration.ofDays(2));
        Path young = hidden(log, Duration.ofHours(1));
        Path landing = hidden(Files.createDirectories(home.resolve("landing/t")), Duration.ofDays(2));
        Path entry = Files.createFile(log.resolve("00000000000000000000.json"));

        Leftovers.delete(home);

        assertThat(old).doesNotExist();
        assertThat(oldPlan).doesNotExist();
        assertThat(young).exists();
        assertThat(landing).as("not ours").exists();
        assertThat(entry).exists();
    }

    private static Path hidden(Path folder, Duration age) throws IOException {
        Path file = Files.createTempFile(folder, "", "");
        Path hidden = Files.move(file, folder.resolve("." + java.util.UUID.randomUUID() + ".tmp"));
        return Files.setLastModifiedTime(hidden, FileTime.from(Instant.now().minus(age)));
    }

    private long spilled() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.endsWith("spilled")).count();
        }
    }

    private static void spill(Path folder) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("spilled"), "x");
    }

    /** Holds a folder until it is killed. */
    static final class Spilling {
        private Spilling() {}

        public static void main(String[] arguments) throws Exception {
            spill(Scratch.open(Path.of(arguments[0])).folder());
            System.out.write('.');
            System.out.flush();
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
