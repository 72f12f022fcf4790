package dev.lakehouse.trainer.run;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunJsonTest {
    @TempDir
    private Path folder;

    /** A process that is killed while it writes leaves what was there. */
    @Test
    void whoeverReadsADocumentWhileItIsWrittenReadsAWholeOne() throws Exception {
        Path file = folder.resolve("run.json");
        RunJson.write(file, List.of("before"));
        try (InputStream reader = Files.newInputStream(file)) {
            RunJson.write(file, List.of("after"));
            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("before");
        }
        assertThat(Files.readString(file)).contains("after");
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }
}
