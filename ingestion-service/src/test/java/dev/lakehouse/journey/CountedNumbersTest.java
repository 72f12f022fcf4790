package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole numbers and decimals of CSV, in columns that the source declares: each is what stands there, or rescued. */
class CountedNumbersTest {
    @TempDir
    private Path folder;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("scratch"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whatFitsIsTakenAsItIs() {
        assertThat(bronze("bigint", "7", "-0", "+5", "1e3", "12.00", "0042", "", "999999999999999"))
                .containsExactly("7", "0", "5", "1000", "12", "42", "null", "999999999999999");
        assertThat(bronze("decimal(12,2)", "7", "-1.5", "1.10", "1.100", "2.5e1", "9999999999.99"))
                .containsExactly("7.00", "-1.50", "1.10", "1.10", "25.00", "9999999999.99");
    }

    @Test
    void whatWouldBeRoundedIsRescued() {
        assertThat(bronze("bigint", "1", "2.5", "15e-1", "3"))
                .containsExactly("1", rescued("2.5"), rescued("15e-1"), "3");
        assertThat(bronze("tinyint", "1", "300", "-128", "0.4"))
                .containsExactly("1", rescued("300"), "-128", rescued("0.4"));
        assertThat(bronze("decimal(12,2)", "1", "1.005", "0.001", "105e-3", "10000000000"))
                .containsExactly("1.00", rescued("1.005"), rescued("0.001"), rescued("105e-3"), rescued("10000000000"));
    }

    @Test
    void longNumbersKeepAllTheirDigits() {
        List<String> ids = List.of("9007199254740993", "9223372036854775807", "-9223372036854775808");
        assertThat(bronze("bigint", ids.toArray(String[]::new))).containsExactlyElementsOf(ids);
        assertThat(bronze("bigint", "9007199254740993", "9007199254740993.5", "9223372036854775808"))
                .containsExactly("9007199254740993", rescued("9007199254740993.5"), rescued("9223372036854775808"));
        assertThat(bronze("decimal(38,2)", "123456789012345678901234567890.12", "0.125", "0.120"))
                .containsExactly("123456789012345678901234567890.12", rescued("0.125"), "0.12");
    }

    @Test
    void alsoBehindManyShortOnes() {
        String[] numbers = new String[1001];
        for (int i = 0; i < 1000; i++) {
            numbers[i] = Integer.toString(i);
        }
        numbers[1000] = "9007199254740993";
        assertThat(bronze("bigint", numbers)).containsExactly(numbers);
        numbers[1000] = "1000.25";
        assertThat(bronze("bigint", numbers)).endsWith(rescued("1000.25")).startsWith("0", "1", "2");
    }

    /** The column n of each row, or what was rescued of it. */
    private List<String> bronze(String type, String... numbers) {
        Path own = folder.resolve(Integer.toString(folder.toFile().list().length));
        FaultLake lake = new FaultLake(own, new LocalStorage(own.resolve("lake")), engine);
        lake.pipeline("""
                pipeline: pipeline
                sources: { t: { path: "in/**", format: csv, columns: { i: integer, n: "%s" } } }
                """.formatted(type));
        StringBuilder text = new StringBuilder("i,n\n");
        for (int i = 0; i < numbers.length; i++) {
            text.append(i).append(',').append(numbers[i]).append('\n');
        }
        lake.land("a.csv", text.toString()).run();
        return lake.rows("select coalesce(_rescued, n::varchar) from bronze.t order by i");
    }

    private static String rescued(String text) {
        return "{\"n\":\"" + text + "\"}";
    }
}
