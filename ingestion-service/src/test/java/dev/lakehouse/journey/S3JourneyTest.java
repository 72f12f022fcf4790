package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.storage.s3.S3Server;
import dev.lakehouse.storage.s3.S3Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The shop's three days in an object store: row by row what they are in a folder, also when all is run again. */
class S3JourneyTest {
    private static final int DAYS = 3;
    private static final LojaGenerator SHOP = new LojaGenerator(new LojaParameters(1_000, DAYS, 7, 5));

    @TempDir
    Path folder;

    @Test
    void theTablesAreThoseOfALocalLake() throws Exception {
        Pipeline pipeline = new PipelineReader().read(Path.of("..", "pipelines", "loja"));
        ObjectStore home = S3Server.get().newHome(folder.resolve("scratch"));
        try (FaultLake local = new FaultLake(folder.resolve("local"), new LocalStorage(folder.resolve("local/lake")));
                Storage storage = new S3Storage(home);
                FaultLake remote = new FaultLake(folder.resolve("remote"), storage)) {
            for (int day = 1; day <= DAYS; day++) {
                Path landing = folder.resolve("local/lake/landing");
                SHOP.generateDay(day, landing, false, rows -> {});
                bring(landing, storage);
                assertThat(counts(remote.run(pipeline))).isEqualTo(counts(local.run(pipeline)));
                assertThat(remote.run(pipeline).results())
                        .noneMatch(result -> result.controlKey().done());
            }

            Map<String, List<String>> expected = LakeContent.of(local, local.storage());
            assertThat(expected).hasSizeGreaterThan(9);
            assertThat(LakeContent.of(remote, storage)).isEqualTo(expected);
        }
        assertThat(folder.resolve("scratch/files")).isEmptyDirectory();
    }

    private static List<String> counts(RunReport report) {
        return report.results().stream()
                .map(result -> result.table() + " " + result.rowsIn() + " " + result.rowsWritten() + " "
                        + result.rowsUpdated() + " " + result.rowsQuarantined() + " " + result.version())
                .toList();
    }

    private static void bring(Path landing, Storage storage) throws Exception {
        try (Stream<Path> files = Files.walk(landing)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/."))
                    .toList()) {
                StoragePath target = new StoragePath("landing/" + landing.relativize(file));
                if (storage.find(target).isEmpty()) {
                    storage.replace(target, Files.readAllBytes(file));
                }
            }
        }
    }
}
