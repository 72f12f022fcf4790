package dev.lakehouse.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LojaGeneratorTest {
    private static final LojaParameters SHOP = new LojaParameters(4_000, 5, 7, 10);

    @TempDir
    private Path landing;

    @Test
    void theBytesAreTheSameOnEveryMachineAndJdk() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            new LojaGenerator(SHOP).generate(landing, false, rows -> {});
        } finally {
            Locale.setDefault(before);
        }
        // Who changes what is generated changes this, and tells the users: their landing files no longer come again.
        assertThat(Landed.sha256(Landed.files(landing)))
                .isEqualTo("2f3a5b28da092e5ea71f75b96c8f42a8b32078f49506b4907b9dac5a66758429");
    }

    @Test
    void anotherSeedMakesAnotherShop() {
        new LojaGenerator(SHOP).generate(landing.resolve("a"), false, rows -> {});
        new LojaGenerator(new LojaParameters(4_000, 5, 8, 10)).generate(landing.resolve("b"), false, rows -> {});

        Map<String, String> first = Landed.files(landing.resolve("a"));
        Map<String, String> second = Landed.files(landing.resolve("b"));
        assertThat(second)
                .hasSameSizeAs(first)
                .allSatisfy((name, text) -> assertThat(text).isNotEqualTo(first.get(name)));
    }

    @Test
    void aDayMadeAloneIsThatDayOfAll() {
        LojaGenerator generator = new LojaGenerator(SHOP);
        GenerationSummary all = generator.generate(landing.resolve("all"), false, rows -> {});

        GenerationSummary days = GenerationSummary.NOTHING;
        for (int day : new int[] {4, 2, 1, 3, 5}) {
            days = days.plus(generator.generateDay(day, landing.resolve("days"), false, rows -> {}));
        }
        assertThat(Landed.files(landing.resolve("days"))).isEqualTo(Landed.files(landing.resolve("all")));
        assertThat(days).isEqualTo(all);
    }

    @Test
    void everyDayHasOneFilePerSource() {
        LojaGenerator generator = new LojaGenerator(SHOP);
        GenerationSummary summary = generator.generate(landing, false, rows -> {});

        assertThat(generator.date(1)).isEqualTo("2024-01-01");
        assertThat(generator.date(5)).isEqualTo("2024-01-05");
        List<String> names = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            names.add("clientes/2024-01-0" + day + ".csv");
            names.add("pedidos/2024-01-0" + day + ".csv");
            names.add("produtos/2024-01-0" + day + ".jsonl");
        }
        assertThat(Landed.files(landing)).containsOnlyKeys(names);
        assertThat(summary.files()).isEqualTo(15);
        assertThat(summary.bytes())
                .isEqualTo(names.stream()
                        .mapToLong(name ->
                                landing.resolve("loja").resolve(name).toFile().length())
                        .sum());
    }

    @Test
    void aLargeDayIsSplitIntoFilesThatSortInTheirOrder() {
        new LojaGenerator(SHOP).generate(landing.resolve("whole"), false, rows -> {});
        new LojaGenerator(SHOP, 300).generate(landing.resolve("split"), false, rows -> {});

        assertThat(Landed.files(landing.resolve("split")))
                .containsKeys(
                        "pedidos/2024-01-01-0001.csv", "pedidos/2024-01-01-0002.csv", "pedidos/2024-01-01-0003.csv")
                .doesNotContainKeys("pedidos/2024-01-01.csv", "pedidos/2024-01-01-0004.csv");
        assertThat(Landed.pedidos(landing.resolve("split")))
                .extracting(row -> String.join(";", row))
                .isEqualTo(Landed.pedidos(landing.resolve("whole")).stream()
                        .map(row -> String.join(";", row))
                        .toList());
    }

    @Test
    void progressIsToldAndEndsWithAllRows() {
        List<Long> told = new ArrayList<>();
        GenerationSummary summary =
                new LojaGenerator(new LojaParameters(50_000, 2, 1, 1)).generate(landing, false, told::add);

        assertThat(told).isSorted().hasSizeGreaterThan(5).endsWith(summary.rows());
    }

    @Test
    void aShopOfOneOrderIsAShop() {
        GenerationSummary summary =
                new LojaGenerator(new LojaParameters(1, 3, 1, 100)).generate(landing, false, rows -> {});

        assertThat(summary.orders()).isEqualTo(1);
        assertThat(Landed.files(landing)).hasSize(9);
    }

    @Test
    void memoryDoesNotGrowWithTheOrders() throws Exception {
        // 56 bytes kept of each order would be more than the heap.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneShop.class.getName(),
                        landing.toString())
                .redirectErrorStream(true)
                .redirectOutput(landing.resolve("output").toFile())
                .start();

        assertThat(process.waitFor())
                .as(() -> "see " + landing.resolve("output"))
                .isZero();
        assertThat(Files.readString(landing.resolve("output"))).contains("orders=300000");
    }

    /** What the process with the small heap runs. */
    static final class OneShop {
        private OneShop() {}

        public static void main(String[] arguments) {
            System.out.println(new LojaGenerator(new LojaParameters(300_000, 3, 1, 5))
                    .generate(Path.of(arguments[0]), false, rows -> {}));
        }
    }
}
