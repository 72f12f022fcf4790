package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
class EnvFileCheckTest {
    private static final String GOOD = "R4nd0m-and-l0ng-enough";

    @TempDir
    private Path folder;

    @Test
    void withoutTheFileItSaysHowToMakeIt() {
        Finding finding = look().get(0);

        assertThat(finding.severity()).isEqualTo(Severity.WRONG);
        assertThat(finding.fix()).contains("./lakehouse init");
    }

    @Test
    void aWholeFileOfItsOwnerAloneIsWell() throws IOException {
        write(whole(), "rw-------");

        assertThat(look()).extracting(Finding::severity).containsExactly(Severity.OK);
    }

    @Test
    void othersMayNotReadIt() throws IOException {
        write(whole(), "rw-r-----");

        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WRONG);
            assertThat(finding.fix()).contains("chmod 600");
        });
    }

    @Test
    void missingAndBlankSecretsAreNamedTogether() throws IOException {
        write(
                whole().replace("JUPYTER_TOKEN=" + GOOD, "JUPYTER_TOKEN=")
                        .replace("TRINO_SHARED_SECRET=", "# TRINO_SHARED_SECRET="),
                "rw-------");

        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WRONG);
            assertThat(finding.what()).isEqualTo("It lacks TRINO_SHARED_SECRET, JUPYTER_TOKEN");
        });
    }

    @Test
    void secretsThatAreEasilyGuessedAreNamedAndNotShown() throws IOException {
        write(
                whole().replace("POSTGRES_PASSWORD=" + GOOD, "POSTGRES_PASSWORD=sesame")
                        .replace("LAKEHOUSE_TOKEN=" + GOOD, "LAKEHOUSE_TOKEN=change-me-please-now"),
                "rw-------");

        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.what()).isEqualTo("Easily guessed: POSTGRES_PASSWORD, LAKEHOUSE_TOKEN");
            assertThat(finding.toString()).doesNotContain("sesame", "please");
        });
    }

    @Test
    void valuesAreReadAsComposeReadsThem() throws IOException {
        write("""
                # A comment
                PLAIN=a b   # and why
                SINGLE='it has # in it'
                DOUBLE="x=y"
                export SHELL_LIKE=z
                BLANK=
                """, "rw-------");

        EnvFile env = EnvFile.of(folder);

        assertThat(env.value("PLAIN")).contains("a b");
        assertThat(env.value("SINGLE")).contains("it has # in it");
        assertThat(env.value("DOUBLE")).contains("x=y");
        assertThat(env.value("SHELL_LIKE")).contains("z");
        assertThat(env.value("BLANK")).isEmpty();
    }

    private List<Finding> look() {
        return new EnvFileCheck(EnvFile.of(folder)).look();
    }

    private static String whole() {
        return EnvFileCheck.SECRETS.stream()
                .map(secret -> secret + "=" + GOOD + "\n")
                .collect(Collectors.joining());
    }

    private void write(String text, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
