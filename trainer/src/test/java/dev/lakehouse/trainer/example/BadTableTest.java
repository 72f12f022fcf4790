package dev.lakehouse.trainer.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What cannot be learnt from is a clear sentence, and nothing is guessed. */
class BadTableTest {
    private static final String MODEL = """
            { from: g, key: id, label: yes, task: binary, features: { n: number, c: category } }
            """;
    private static final String GOOD =
            "select i as id, i % 2 = 0 as yes, i * 1.5e0 as n, 'c' || i % 3 as c from range(1000) t(i)";

    @TempDir
    private Path folder;

    private ProductLake lake;

    @BeforeEach
    void openLake() {
        lake = new ProductLake(folder);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            range(1000) | range(0) | EXAMPLES_NONE | gold.g has no rows at version 0
            i % 2 = 0 as yes | null::boolean as yes | EXAMPLES_NONE | gold.g has no row with a label
            i % 2 = 0 as yes | true as yes | EXAMPLES_OF_ONE_CLASS | All rows of gold.g for train have yes = 1
            range(1000) | range(3) | EXAMPLES_TOO_FEW | No row of gold.g is for validation
            i % 2 = 0 as yes | i % 3 as yes | LABEL_NOT_BINARY | gold.g.yes holds 2
            i * 1.5e0 as n | case when i = 7 then 'nan'::double else 1 end as n | FEATURE_NOT_FINITE | The feature n holds NaN
            i * 1.5e0 as n | case when i = 7 then '-inf'::double else 1 end as n | FEATURE_NOT_FINITE | The feature n holds -Infinity
            i as id | nullif(i, 7) as id | KEY_MISSING | gold.g has a row whose id is null
            `'c' || i % 3 as c` | null::varchar as c | FEATURE_EMPTY | The feature c has no value in any row of the training part
            as c from | as d from | MODEL_COLUMN_MISSING | gold.g has no column 'c'
            i * 1.5e0 as n | 'x' as n | MODEL_COLUMN_UNFIT | gold.g.n is string
            """)
    void isAClearSentence(String right, String wrong, String code, String what) {
        assertThat(GOOD).contains(right);
        Model model = lake.gold(GOOD.replace(right, wrong), MODEL);

        LakehouseException failure = failure(() -> lake.examples(model).fit());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.what()).isEqualTo(what);
        assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    }

    /** 1e39 is a number of 64 bits, and an infinity of 32. */
    @Test
    void aNumberThatANetworkCannotTakeIsAClearSentence() {
        String large = GOOD.replace("i * 1.5e0 as n", "case when i = 7 then 1e39 else i end as n");
        Model unscaled = lake.gold(large, MODEL.replace("n: number", "n: { type: number, scale: none }"));

        ExampleFeed feed = lake.examples(unscaled).feed(lake.examples(unscaled).fit());

        LakehouseException failure = failure(() -> Stream.of(Part.values()).forEach(part -> read(feed, part)));

        assertThat(failure.code()).isEqualTo("FEATURE_NOT_FINITE");
        assertThat(failure.what()).isEqualTo("The feature n holds 1.0E39");
        Model amount = lake.gold(large, "{ from: g, key: id, label: n, task: regression, features: { c: category } }");
        assertThat(failure(() -> lake.examples(amount)).what()).isEqualTo("gold.g.n holds 1.0E39");
    }

    @Test
    void aNumberThatIsNoneAppearingAfterTheTrainingIsAClearSentenceToo() {
        Model model = lake.gold(GOOD, MODEL);
        FittedFeatures features = lake.examples(model).fit();
        Model later = lake.gold(GOOD.replace("i * 1.5e0 as n", "'nan'::double as n"), MODEL);

        LakehouseException failure = failure(() -> read(lake.examples(later).feed(features), Part.TEST));

        assertThat(failure.what()).isEqualTo("The feature n holds NaN");
    }

    @Test
    void aCategoryNeverSeenIsTheUnknown() {
        Model model = lake.gold(GOOD, MODEL);
        FittedFeatures features = lake.examples(model).fit();
        assertThat(read(lake.examples(model).feed(features), Part.TEST))
                .allSatisfy(batch -> assertThat(batch.categories()).doesNotContain(0));

        Model later = lake.gold(GOOD.replace("'c' || i % 3", "'new'"), MODEL);

        assertThat(read(lake.examples(later).feed(features), Part.TEST))
                .isNotEmpty()
                .allSatisfy(batch -> assertThat(batch.categories()).containsOnly(0));
    }

    @Test
    void aColumnThatVanishedIsNotTakenForNulls() {
        Model model = lake.gold(GOOD, MODEL);
        FittedFeatures features = lake.examples(model).fit();
        // The table keeps a column that its query no longer yields, and has nulls in it.
        Model without = lake.gold(
                GOOD.replace("as c from", "as cc from"),
                "{ from: g, key: id, label: yes, task: binary, features: { n: number } }");

        LakehouseException failure = failure(() -> lake.examples(without).feed(features));

        assertThat(failure.code()).isEqualTo("MODEL_COLUMN_EMPTY");
        assertThat(failure.what()).isEqualTo("gold.g.c has no value in any row at version 1");
        assertThat(failure(() -> lake.examples(model).fit()).code()).isEqualTo("FEATURE_EMPTY");
    }

    @Test
    void aVersionThatWasVacuumedIsNotReadInPart() throws IOException {
        Model model = lake.gold(GOOD, MODEL);
        lake.gold(GOOD.replace("1.5e0", "2.5e0"), MODEL);
        List<String> files = ExampleTable.open(lake.open(), model, OptionalLong.of(0)).snapshot().files().stream()
                .map(file -> file.name())
                .toList();
        for (String file : files) {
            Files.delete(lake.home().resolve("gold/g").resolve(file));
        }

        LakehouseException failure = failure(() -> ExampleTable.open(lake.open(), model, OptionalLong.of(0)));

        assertThat(failure.code()).isEqualTo("TABLE_VERSION_VACUUMED");
        assertThat(failure.what()).isEqualTo("Version 0 of gold.g can no longer be read");
        assertThat(lake.examples(model).survey().rows(Part.TRAIN)).isPositive();
        assertThat(failure(() -> ExampleTable.open(lake.open(), model, OptionalLong.of(9)))
                        .code())
                .isEqualTo("TABLE_VERSION_NOT_FOUND");
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Model model = lake.gold(GOOD, MODEL);
        FittedFeatures features = lake.examples(model).fit();
        ExampleFeed feed = lake.examples(model).feed(features);
        try (Stream<Path> files = Files.list(lake.home().resolve("gold/g"))) {
            Path data = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(data);
            Arrays.fill(bytes, 100, bytes.length / 2, (byte) 7);
            Files.delete(data);
            Files.write(data, bytes);
        }

        LakehouseException failure = failure(() -> read(feed, Part.TRAIN));

        assertThat(failure.code()).isEqualTo("DATA_FILE_UNREADABLE");
        assertThat(failure.what()).contains("gold/g").endsWith("cannot be read");
    }

    private static LakehouseException failure(Runnable action) {
        return catchThrowableOfType(LakehouseException.class, action::run);
    }

    private static List<Batch> read(ExampleFeed feed, Part part) {
        try (Feed.Batches batches = feed.batches(part, 64, 1, 0)) {
            return Stream.generate(batches::next)
                    .takeWhile(batch -> batch.isPresent())
                    .map(batch -> trimmed(batch.orElseThrow()))
                    .toList();
        }
    }

    /** Arrays may be longer than the rows need. */
    private static Batch trimmed(Batch batch) {
        int[] categories = Arrays.copyOf(batch.categories(), batch.rows());
        return new Batch(batch.rows(), batch.numbers(), categories, batch.sets(), batch.labels(), batch.keys());
    }
}
