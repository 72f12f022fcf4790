package dev.lakehouse.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MachineChecksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"16, WRONG", "17, OK", "21, OK", "25, OK", "26, WARNING"})
    void javaIsOneThatTheProgramWasTestedOn(int feature, Severity severity) {
        assertThat(only(new JavaCheck(feature)).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"8GB, 4GB, OK", "8GB, 7GB, WARNING", "8GB, 9GB, WRONG"})
    void memoryLeavesRoomForTheSystem(String machine, String allowed, Severity severity) {
        assertThat(only(new MemoryCheck(DataSize.parse(machine), DataSize.parse(allowed)))
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void aDiskHasRoomOrTheFindingSaysHowMuchIsWanted() {
        Path notYet = folder.resolve("a").resolve("b");

        assertThat(only(new DiskCheck("disk", notYet, new DataSize(1), "data")).severity())
                .isEqualTo(Severity.OK);
        Finding full = only(new DiskCheck("disk", notYet, DataSize.parse("900000TB"), "data"));
        assertThat(full.severity()).isEqualTo(Severity.WRONG);
        assertThat(full.what()).contains(folder.toString());
        assertThat(full.why()).contains("900000TB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amd64   | flags : fpu cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3 avx2 | OK",
                "amd64   | flags : fpu cx16 lahf_lm popcnt sse4_1 ssse3             | WRONG",
                "amd64   | model : something                                        | NOTE",
                "aarch64 | flags : none                                             | OK",
            })
    void theProcessorIsOfTheSecondLevel(String architecture, String line, Severity severity) throws IOException {
        Path information = Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n" + line + "\n");

        Finding finding = only(new ProcessorCheck(architecture, information));

        assertThat(finding.severity()).isEqualTo(severity);
        if (severity == Severity.WRONG) {
            assertThat(finding.what()).endsWith("it lacks sse4_2");
        }
    }

    @Test
    void aFolderIsAFolderOrCanBeOne() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(only(new FolderCheck("folder", folder)).what()).endsWith("can be written");
        assertThat(only(new FolderCheck("folder", folder.resolve("x").resolve("y")))
                        .severity())
                .isEqualTo(Severity.OK);
        assertThat(only(new FolderCheck("folder", file.resolve("x"))).severity())
                .isEqualTo(Severity.WRONG);
    }

    @Test
    void aPlaceWithoutALakeStaysAsItIs() {
        Path home = folder.resolve("lake");

        assertThat(only(new LakeCheck(home.toString(), () -> new LocalStorage(home)))
                        .severity())
                .isEqualTo(Severity.NOTE);
        assertThat(home).doesNotExist();
    }

    @Test
    void inALakeOneOfTwoWritersWinsAndNothingIsLeft() throws IOException {
        Storage storage = new LocalStorage(folder);
        Lake.open(storage).claim();
        List<Path> before = files();

        List<Finding> findings = new LakeCheck(folder.toString(), () -> new LocalStorage(folder)).look();

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.OK, Severity.OK);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLakeOfANewerVersionIsAFinding() {
        Storage storage = new LocalStorage(folder);
        storage.createIfAbsent(
                new StoragePath("ops/lake.json"), "{\"format\":99}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        LakeCheck check = new LakeCheck(folder.toString(), () -> storage);

        assertThat(new dev.lakehouse.doctor.Doctor(List.of(check))
                        .examine(finding -> {})
                        .worst())
                .isEqualTo(Severity.WRONG);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static Finding only(Check check) {
        List<Finding> findings = check.look();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
