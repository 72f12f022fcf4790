package dev.lakehouse.doctor.reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import dev.lakehouse.doctor.stack.EnvFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CertificateCheckTest {
    @TempDir
    private Path folder;

    @Test
    void beforeTheFirstStartNothingIsWrong() {
        Finding finding = look(Map.of());

        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.why()).contains("the stack's first start makes it");
    }

    @Test
    void oneThatIsGoneIsMadeByTheNextStart() throws IOException {
        Files.createDirectories(folder.resolve("volumes").resolve("trino-certificate"));

        Finding finding = look(Map.of());

        assertThat(finding.severity()).isEqualTo(Severity.WRONG);
        assertThat(finding.fix()).contains("./lakehouse up");
    }

    @Test
    void itIsLookedForWhereTheEnvironmentSaysEvenIfTheFileSaysOtherwise() throws IOException {
        Files.writeString(folder.resolve(".env"), "LAKEHOUSE_VOLUMES=volumes\n");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere").resolve("trino-certificate"));
        Files.writeString(elsewhere.resolve("trino.pem"), "no certificate");

        Finding finding =
                look(Map.of("LAKEHOUSE_VOLUMES", folder.resolve("elsewhere").toString()));

        assertThat(finding.severity()).isEqualTo(Severity.WRONG);
        assertThat(finding.what()).isEqualTo(elsewhere.resolve("trino.pem") + " is no certificate");
        assertThat(finding.fix()).contains("volumes/trino/private/server.pem").doesNotContain("init");
    }

    private Finding look(Map<String, String> environment) {
        return new CertificateCheck(folder, EnvFile.of(folder, environment))
                .look()
                .get(0);
    }
}
