package dev.lakehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.lakehouse.config.DataSize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** What every service of the stack owes, read from the compose file. That it starts is tested by starting it. */
class ComposeFileTest {
    private static final Path FILE = MarkdownPage.ROOT.resolve("docker-compose.yml");
    private static final Set<String> ONE_SHOTS =
            Set.of("prepare", "provision", "databases", "airflow-init", "trino-cli");

    /** In the place of the trainer, on machines that have one. */
    private static final String ON_A_GPU = "trainer-gpu";

    /** Of a variable that has to be set, and what Compose says where it is not. */
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?run \\./lakehouse init first}");

    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private static String text;
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(FILE);
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        Map<String, Object> file = new Yaml(new SafeConstructor(options)).load(text);
        services = new TreeMap<>(typed(file.get("services")));
    }

    @Test
    void theServicesAreThoseThatOthersCount() {
        Set<String> servers = new TreeSet<>(services.keySet());
        servers.removeAll(ONE_SHOTS);
        servers.remove(ON_A_GPU);

        assertThat(servers)
                .containsExactly(
                        "airflow-api-server",
                        "airflow-dag-processor",
                        "airflow-scheduler",
                        "airflow-triggerer",
                        "hive-metastore",
                        "ingestion-service",
                        "minio",
                        "postgresql",
                        "tensorflow",
                        "trainer",
                        "trino");
        assertThat(services.get(ON_A_GPU))
                .containsEntry("profiles", List.of("gpu"))
                .containsEntry("runtime", "nvidia");
        assertThat(services).containsKeys(ONE_SHOTS.toArray(String[]::new));
    }

    @Test
    void everyServiceIsBuiltHereAndConfined() {
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(service).containsKeys("build", "image", "mem_limit", "tmpfs");
            assertThat(service).containsEntry("init", true).containsEntry("read_only", true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service).doesNotContainKeys("privileged", "container_name");
            assertThat(service.get("logging").toString()).contains("max-size=", "max-file=");
        });
    }

    @Test
    void onlyTheOneThatGivesFoldersTheirOwnerIsRoot() {
        assertThat(services)
                .allSatisfy((name, service) -> assertThat(service.get("user"))
                        .isEqualTo(name.equals("prepare") ? "0:0" : "${LAKEHOUSE_UID:-1000}:${LAKEHOUSE_UID:-1000}"));
    }

    @Test
    void serversAreWatchedAndStartedAgainWhileOneShotsAreNot() {
        assertThat(services).allSatisfy((name, service) -> {
            boolean server = !ONE_SHOTS.contains(name);
            assertThat(service.get("restart")).isEqualTo(server ? "unless-stopped" : "no");
            assertThat(service.containsKey("healthcheck")).isEqualTo(server);
            // Engines before 25 refuse the whole file for it.
            assertThat(String.valueOf(service.get("healthcheck"))).doesNotContain("start_interval");
        });
    }

    /** Or `up --wait` fails when it ends, although it ended well. */
    @Test
    void everyOneShotIsWaitedFor() {
        Set<String> awaited = new TreeSet<>(Set.of("trino-cli"));
        services.values()
                .forEach(service -> needs(service).forEach((name, need) -> {
                    String condition = ONE_SHOTS.contains(name) ? "service_completed_successfully" : "service_healthy";
                    assertThat(need).isEqualTo(Map.of("condition", condition));
                    awaited.add(name);
                }));

        assertThat(awaited).containsAll(ONE_SHOTS);
    }

    @Test
    void allServersTogetherFitAMachineOfEightGigabytes() {
        assertThat(allLimits()).isLessThanOrEqualTo(DataSize.parse("7.5GB").bytes());
    }

    @Test
    void thePagesSayWhatTheLimitsAreTogether() throws IOException {
        String gigabytes = "%.1f GiB"
                .formatted(allLimits() / (double) DataSize.parse("1GB").bytes());

        assertThat(Files.readString(MarkdownPage.ROOT.resolve("docs").resolve("stack.md")))
                .contains("Together they are " + gigabytes, "limits of servers add up to " + gigabytes);
        assertThat(Files.readString(MarkdownPage.ROOT.resolve(".env.example")))
                .contains("All limits together are " + gigabytes);
    }

    private static long allLimits() {
        return services.entrySet().stream()
                .filter(it -> !ONE_SHOTS.contains(it.getKey()) && !it.getKey().equals(ON_A_GPU))
                .mapToLong(it -> limit(it.getValue()))
                .sum();
    }

    @Test
    void portsOpenOnThisMachineAloneAndCanBeMoved() {
        assertThat(services.values())
                .flatExtracting(service -> (List<?>) service.getOrDefault("ports", List.of()))
                .hasSize(8)
                .allSatisfy(port -> assertThat(port.toString())
                        .matches("\\$\\{(METASTORE_)?BIND_ADDRESS:-127\\.0\\.0\\.1}:\\$\\{[A-Z_]+_PORT:-\\d+}:\\d+"));
    }

    /** The metastore asks nobody who he is, so who opens the other ports to the network does not open its. */
    @Test
    void thePortOfTheMetastoreIsOpenedOnItsOwn() {
        assertThat(services.get("hive-metastore").get("ports").toString()).contains("${METASTORE_BIND_ADDRESS:-");
    }

    /** Without a list of its own a service would be in a network with all others that have none. */
    @Test
    void everyServiceHasItsNetworks() {
        assertThat(services).allSatisfy((name, service) -> {
            if (name.equals("prepare")) {
                assertThat(service).containsEntry("network_mode", "none");
            } else {
                assertThat(networks(service)).as(name).isNotEmpty();
                assertThat(service).doesNotContainKey("network_mode");
            }
        });
    }

    @Test
    void aServiceReachesOnlyWhatItNeeds() {
        assertThat(neighbours("hive-metastore")).containsExactlyInAnyOrder("trino", "minio", "postgresql");
        assertThat(neighbours("tensorflow")).containsExactlyInAnyOrder("trino", "trino-cli", "minio");
        assertThat(neighbours("trino-cli")).containsExactlyInAnyOrder("trino", "tensorflow", "minio");
        assertThat(neighbours("provision")).containsExactlyInAnyOrder("minio", "ingestion-service", "trino");
        assertThat(neighbours("ingestion-service"))
                .containsExactlyInAnyOrder("minio", "provision", "trino", "airflow-scheduler", "airflow-triggerer");
        assertThat(neighbours("trainer"))
                .containsExactlyInAnyOrder("minio", "airflow-scheduler", "airflow-triggerer", ON_A_GPU);
        assertThat(neighbours("airflow-api-server"))
                .containsExactlyInAnyOrder(
                        "airflow-dag-processor",
                        "airflow-init",
                        "airflow-scheduler",
                        "airflow-triggerer",
                        "databases",
                        "postgresql");
    }

    private static Set<String> neighbours(String service) {
        Set<String> neighbours = new TreeSet<>();
        services.forEach((name, other) -> {
            if (!name.equals(service) && networks(other).stream().anyMatch(networks(services.get(service))::contains)) {
                neighbours.add(name);
            }
        });
        return neighbours;
    }

    /** Compose takes a list, or a map with more about each. */
    private static Set<Object> networks(Map<String, Object> service) {
        Object networks = service.getOrDefault("networks", List.of());
        return networks instanceof Map<?, ?> map ? Set.copyOf(map.keySet()) : Set.copyOf((List<?>) networks);
    }

    @Test
    void everySecretComesFromTheEnvironmentAndHasNoDefault() throws IOException {
        Set<String> required = new TreeSet<>(
                REQUIRED.matcher(text).results().map(it -> it.group(1)).toList());
        Set<String> generated = new TreeSet<>(Pattern.compile("(?m)^([A-Z_]+)=$")
                .matcher(Files.readString(MarkdownPage.ROOT.resolve(".env.example")))
                .results()
                .map(it -> it.group(1))
                .toList());

        assertThat(generated.remove("LAKEHOUSE_UID")).isTrue();
        assertThat(required).isEqualTo(generated);
        services.values()
                .forEach(service -> environment(service).forEach((name, value) -> {
                    if (name.matches(".*(PASSWORD|SECRET|TOKEN|_KEY|CONN|ACCESS_KEY)(_LAKEHOUSE|_TRAINER|_TRINO)?")) {
                        assertThat(value.toString()).as(name).containsPattern("\\$\\{[A-Z_]+:(\\?|-})");
                    }
                }));
    }

    @Test
    void oneVariableSwapsAnImage() throws IOException {
        String settings = Files.readString(MarkdownPage.ROOT.resolve(".env.example"));
        String page = Files.readString(MarkdownPage.ROOT.resolve("docs").resolve("stack.md"));
        Map<String, Map<String, Object>> swappable = new TreeMap<>(services);
        swappable.remove(ON_A_GPU);
        assertThat(swappable).allSatisfy((name, service) -> {
            String image = service.get("image").toString();
            assertThat(image).matches("\\$\\{[A-Z]+_IMAGE:-lakehouse-[a-z-]+}");
            String variable = image.substring(2, image.indexOf(':'));
            assertThat(service.get("build").toString())
                    .contains("${" + variable + ":+../swapped/}Dockerfile", "IMAGE=${" + variable + ":-}");
            assertThat(settings).contains("\n# " + variable + "=");
            assertThat(page).contains("`" + variable + "`");
        });
    }

    @Test
    void everyFolderOfStateIsBelowVolumes() {
        assertThat(services.values())
                .flatExtracting(service -> (List<?>) service.getOrDefault("volumes", List.of()))
                .allSatisfy(
                        volume -> assertThat(volume.toString())
                                .matches(
                                        "\\$\\{LAKEHOUSE_VOLUMES:-\\./volumes}[^:]*:[^:]+(:ro)?|\\./notebooks:[^:]+|\\./[^:]+:[^:]+:ro"));
    }

    private static long limit(Map<String, Object> service) {
        String limit = DEFAULT.matcher(service.get("mem_limit").toString()).replaceAll("$1");
        return DataSize.parse(limit.replace("m", "MB")).bytes();
    }

    private static Map<String, Object> environment(Map<String, Object> service) {
        return typed(service.getOrDefault("environment", Map.of()));
    }

    private static Map<String, Object> needs(Map<String, Object> service) {
        return typed(service.getOrDefault("depends_on", Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> typed(Object map) {
        return (Map<String, T>) map;
    }
}
