package dev.lakehouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ObjectStoreSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void aHomeMayBeABucketEachOrOneBucketOrAPrefixInIt() {
        assertThat(home("s3://").bucket()).isEmpty();
        assertThat(home("s3://my-lake").bucket()).contains("my-lake");
        assertThat(home("s3://my-lake/shop/one/"))
                .extracting(ObjectStore::bucket, ObjectStore::prefix)
                .containsExactly(Optional.of("my-lake"), "shop/one");
        assertThat(home("s3://my-lake/shop")).hasToString("s3://my-lake/shop");
    }

    @Test
    void whatIsNotSaidIsThatOfAws() {
        ObjectStore home = home("s3://");

        assertThat(home.endpoint()).isEmpty();
        assertThat(home.region()).isEqualTo("us-east-1");
        assertThat(home.cache()).isEqualTo(DataSize.parse("10GB"));
        assertThat(home.scratch()).isAbsolute();
    }

    @Test
    void takesWhatIsSaid() {
        ObjectStore home = (ObjectStore) read(Map.of(
                        "LAKEHOUSE_HOME", "s3://my-lake",
                        "LAKEHOUSE_S3_ENDPOINT", "http://minio:9000",
                        "LAKEHOUSE_S3_REGION", "eu-central-1",
                        "LAKEHOUSE_SCRATCH", "scratch",
                        "LAKEHOUSE_CACHE", "500MB"))
                .home();

        assertThat(home)
                .isEqualTo(new ObjectStore(
                        Optional.of("my-lake"),
                        "",
                        Optional.of(URI.create("http://minio:9000")),
                        "eu-central-1",
                        folder.resolve("scratch"),
                        DataSize.parse("500MB")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:my-lake", "s3:/my-lake", "s3://My_Lake", "s3:///prefix", "s3://my-lake/../x"})
    void refusesWhatIsNoHome(String home) {
        assertThat(problems(Map.of("LAKEHOUSE_HOME", home)))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("is no home in an object store", "s3://my-lake/shop");
    }

    @Test
    void tellsAllThatIsWrongAtOnceAndNoPassword() {
        assertThat(problems(Map.of(
                        "LAKEHOUSE_HOME", "s3://",
                        "LAKEHOUSE_S3_ENDPOINT", "http://user:geheim@minio:9000",
                        "LAKEHOUSE_S3_REGION", "Europe!",
                        "LAKEHOUSE_CACHE", "much")))
                .hasSize(3)
                .extracting(Problem::toString)
                .noneMatch(text -> text.contains("geheim"))
                .anyMatch(text -> text.contains("LAKEHOUSE_S3_ENDPOINT"));
    }

    private ObjectStore home(String home) {
        return (ObjectStore) read(Map.of("LAKEHOUSE_HOME", home)).home();
    }

    private java.util.List<Problem> problems(Map<String, String> environment) {
        return catchThrowableOfType(LakehouseException.class, () -> read(environment))
                .problems();
    }

    private Settings read(Map<String, String> environment) {
        return new SettingsReader(new Machine(folder, DataSize.parse("6GB"), 12, Optional.empty()))
                .read(Map.of(), environment);
    }
}
