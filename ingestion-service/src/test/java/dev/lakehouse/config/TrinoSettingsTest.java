package dev.lakehouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class TrinoSettingsTest {
    private static final String URL = "jdbc:trino://trino:8443/lakehouse";

    @TempDir
    private Path folder;

    @Test
    void areEmptyWhereNoTrinoIsNamed() {
        assertThat(TrinoSettings.read(Map.of())).isEmpty();
        assertThat(TrinoSettings.read(Map.of("LAKEHOUSE_TRINO_URL", " ", "LAKEHOUSE_TRINO_USER", "service")))
                .isEmpty();
    }

    @Test
    void takeTheCatalogFromTheAddressAndShowNoPassword() throws IOException {
        Path certificate = Files.createFile(folder.resolve("trino.pem"));

        TrinoSettings settings = TrinoSettings.read(Map.of(
                        "LAKEHOUSE_TRINO_URL",
                        URL,
                        "LAKEHOUSE_TRINO_USER",
                        "service",
                        "LAKEHOUSE_TRINO_PASSWORD",
                        "hidden",
                        "LAKEHOUSE_TRINO_CERTIFICATE",
                        certificate.toString()))
                .orElseThrow();

        assertThat(settings.catalog()).isEqualTo("lakehouse");
        assertThat(settings.certificate()).contains(certificate);
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void sayAllThatIsWrong() {
        String none = folder.resolve("none.pem").toString();

        assertThat(problems(Map.of("LAKEHOUSE_TRINO_URL", "trino:8443", "LAKEHOUSE_TRINO_CERTIFICATE", none)))
                .extracting(Problem::source, Problem::what)
                .containsExactly(
                        tuple("LAKEHOUSE_TRINO_CERTIFICATE=" + none, "there is no file " + none + " that can be read"),
                        tuple("LAKEHOUSE_TRINO_URL", "it is no address of a Trino"),
                        tuple("LAKEHOUSE_TRINO_USER", "it is not set"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:trino://trino:8443",
                "jdbc:trino://trino:8443/",
                "jdbc:trino://me:hidden@trino:8443/lakehouse",
                "jdbc:trino://trino:8443/lakehouse?password=hidden",
                "jdbc:trino://trino:8443/lakehouse/silver",
                "https://trino:8443/lakehouse",
            })
    void wantAnAddressWithACatalogAndNothingElse(String url) {
        List<Problem> problems = problems(Map.of("LAKEHOUSE_TRINO_URL", url, "LAKEHOUSE_TRINO_USER", "service"));

        assertThat(problems).extracting(Problem::source).containsExactly("LAKEHOUSE_TRINO_URL");
        assertThat(problems.toString()).doesNotContain("hidden");
    }

    private static List<Problem> problems(Map<String, String> environment) {
        return catchThrowableOfType(LakehouseException.class, () -> TrinoSettings.read(environment))
                .problems();
    }
}
