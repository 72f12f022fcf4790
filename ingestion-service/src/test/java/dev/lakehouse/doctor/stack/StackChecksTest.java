package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import dev.lakehouse.doctor.stack.ComposeServices.Container;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StackChecksTest {
    private static final List<String> PORTS = List.of(
            "MINIO_PORT",
            "MINIO_CONSOLE_PORT",
            "POSTGRESQL_PORT",
            "METASTORE_PORT",
            "TRINO_PORT",
            "AIRFLOW_PORT",
            "SERVICE_PORT",
            "JUPYTER_PORT");

    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsNamedWithAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            List<String> lines = freePorts();
            lines.set(4, "TRINO_PORT=" + port);
            Files.write(folder.resolve(".env"), lines);

            List<Finding> findings = new PortCheck(folder, EnvFile.of(folder)).look();

            assertThat(findings).hasSize(2);
            assertThat(findings.get(0).severity()).isEqualTo(Severity.OK);
            assertThat(findings.get(1).severity()).isEqualTo(Severity.WRONG);
            assertThat(findings.get(1).subject()).isEqualTo("port " + port);
            assertThat(findings.get(1).fix()).contains("TRINO_PORT");
        }
    }

    @Test
    void twoServicesCannotHaveOnePort() throws IOException {
        List<String> lines = freePorts();
        lines.set(5, lines.get(0).replace("MINIO_PORT", "AIRFLOW_PORT"));
        Files.write(folder.resolve(".env"), lines);

        assertThat(new PortCheck(folder, EnvFile.of(folder)).look().get(1).what())
                .isEqualTo("AIRFLOW_PORT and MINIO_PORT are the same");
    }

    @ParameterizedTest
    @CsvSource({
        "20.10.24+dfsg1, OK",
        "29.1, OK",
        "20.9.1, WRONG",
        "19.3.0, WRONG",
        "unknown, NOTE",
    })
    void anOldDockerIsFoundOut(String version, Severity severity) {
        assertThat(DockerCheck.version("Docker", version, 20, 10).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"4GB, WRONG", "8GB, NOTE", "16GB, OK"})
    void containersNeedMemory(String memory, Severity severity) {
        assertThat(DockerCheck.memory(DataSize.parse(memory)).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "running, healthy, 0, OK",
        "running, '', 0, OK",
        "running, starting, 0, NOTE",
        "running, unhealthy, 0, FAILED",
        "restarting, '', 1, FAILED",
        "exited, '', 0, OK",
        "exited, '', 137, FAILED",
        "created, '', 0, FAILED",
    })
    void aServiceIsAsWellAsItsOwnCheckSays(String state, String health, int exitCode, Severity severity) {
        Finding finding = ServiceCheck.judge(new Container("trino", state, health, exitCode, Set.of()));

        assertThat(finding.severity()).isEqualTo(severity);
        if (severity == Severity.FAILED) {
            assertThat(finding.fix()).contains("docker compose logs --tail 50 trino");
        }
        assertThat(finding.why().contains("memory")).isEqualTo(exitCode == 137);
    }

    @Test
    void aProgramThatIsNotThereIsNoFault() {
        assertThat(new Program(folder).run("no-such-program-anywhere").notThere())
                .isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramIsHeardOutWithItsExitCode() {
        Program.Answer answer = new Program(folder).run("sh", "-c", "echo one; echo two; echo bad >&2; exit 3");

        assertThat(Program.lines(answer)).containsExactly("one", "two");
        assertThat(answer.reason()).isEqualTo("bad");
        assertThat(answer.exitCode()).isEqualTo(3);
    }

    private static List<String> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String variable : PORTS) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            lines.add(variable + "=" + socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return lines;
    }
}
