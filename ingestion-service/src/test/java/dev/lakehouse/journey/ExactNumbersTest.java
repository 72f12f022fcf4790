package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bronze keeps numbers of JSON digit by digit, in each of its forms. */
class ExactNumbersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n", "[%s,\n%s]\n", "%s %s"})
    void numbersAreKeptAsTheyAreWritten(String form) {
        String one = "{\"a\":1.10,\"b\":12345678901234567890.123456789012345678,\"c\":-1.0E5,\"d\":0.00001,"
                + "\"e\":123456789012345678901234567890,\"f\":12}";
        String other =
                "{\"a\":\"1.10\",\"b\":\"see 2.50, or \\\"3.00\\\" :4.0e1\",\"c\":[1.10,{\"x\":2.500,\"y\":\"9.90\"}],"
                        + "\"d\":{\"k 1.0\":1e2},\"e\":0.1,\"f\":-0.0}";
        // Objects one behind the other are told by the line break in the first.
        String first = form.equals("%s %s") ? one.replace(",\"b\"", ",\n\"b\"") : one;
        assertThat(bronze(form.formatted(first, other)))
                .containsExactly(
                        "1.10|12345678901234567890.123456789012345678|-1.0E5|0.00001|123456789012345678901234567890|12",
                        "1.10|see 2.50, or \"3.00\" :4.0e1|[1.10,{\"x\":2.500,\"y\":\"9.90\"}]|{\"k 1.0\":1e2}|0.1|-0.0");
    }

    @Test
    void silverHasAllOfTheirDigits() {
        try (FaultLake lake = new FaultLake(folder)) {
            lake.pipeline("""
                    pipeline: pipeline
                    sources:
                      t: { path: "in/**", format: json }
                    silver:
                      t: { from: t, load: append, columns: { a: "decimal(38,18)" } }
                    """);
            lake.land("a.json", "{\"a\":12345678901234567890.123456789012345678}\n")
                    .run();
            assertThat(lake.rows("select a from silver.t")).containsExactly("12345678901234567890.123456789012345678");
        }
    }

    private List<String> bronze(String json) {
        try (FaultLake lake = new FaultLake(folder)) {
            lake.source("json").land("a.json", json).run();
            return lake.rows("select a, b, c, d, e, f from bronze.t");
        }
    }
}
