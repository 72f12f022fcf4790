package dev.lakehouse.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The curl commands of docs/service.md do what the page says. */
@DisabledOnOs(OS.WINDOWS)
class DocumentedServiceTest {
    private static final Path PAGE = Path.of("..", "docs", "service.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void everyCommandIsAnswered() throws Exception {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running service = place.start()) {
            service.client().run("{\"pipeline\": \"shop\"}");
            String commands = BLOCK.matcher(Files.readString(PAGE))
                    .results()
                    .map(MatchResult::group)
                    .map(block -> block.replaceAll("(?m)^```.*$", ""))
                    .collect(Collectors.joining("\n"))
                    .replace("http://127.0.0.1:8090", service.client().service().toString());
            Path script = folder.resolve("page.sh");
            Files.writeString(script, "set -euo pipefail\ncurl() { command curl --fail \"$@\"; echo; }\n" + commands);
            ProcessBuilder bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
            bash.environment().put("LAKEHOUSE_TOKEN", Workplace.TOKEN);
            Process process = bash.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(out).isZero();
            assertThat(out)
                    .contains("\"idempotency_key\":\"shop-2024-01-31\"")
                    .contains("{\"id\":2,\"total\":20.50}")
                    .contains("\"customer\":\"Ana\"")
                    .contains("lakehouse_runs_ended_total{state=\"succeeded\"}");
        }
    }
}
