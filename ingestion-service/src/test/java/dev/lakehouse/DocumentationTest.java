package dev.lakehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.journey.CheckPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages show is there, and works. */
class DocumentationTest {
    private static final Path PIPELINES_PAGE = MarkdownPage.ROOT.resolve("docs").resolve("pipelines.md");
    private static final Pattern NAME = Pattern.compile("(?m)^pipeline: (\\w+)$");

    /** Queries that pipelines of the page name, but which it does not show. */
    private static final Map<String, String> QUERIES = Map.of(
            "daily_totals.sql", "select shop, day, sum(total) as total from silver.orders group by all",
            "customer_categories.sql", """
                    select o.customer_id, array_sort(array_agg(distinct p.category)) as categories
                    from silver.orders o join silver.products p on p.id = o.product_id group by all
                    """,
            "customers_over_time.sql", """
                    select date '2024-03-01' as cut_off, customer_id, count(*) as orders, 1 as days_since_last,
                        min(ordered_on) as first_order, count(*) > 1 as bought
                    from silver.orders group by all
                    """);

    @TempDir
    private Path folder;

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static List<String> pipelines() {
        return Stream.of(PIPELINES_PAGE, MarkdownPage.ROOT.resolve("docs").resolve("relational-sources.md"))
                .flatMap(page -> MarkdownPage.read(page).blocks("yaml").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyPipelineIsValid(String yaml) throws IOException {
        Pipeline pipeline = new PipelineReader().read(written(yaml));

        assertThat(pipeline.tables()).isNotEmpty();
        try (Engine engine = new DuckDbEngine(DataSize.parse("512MB"), 1, folder.resolve("scratch"))) {
            assertThat(new CheckPipeline(engine).problems(pipeline)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void everyPipelineFollowsThePublishedSchema(String yaml) throws IOException {
        String schema = Files.readString(MarkdownPage.ROOT.resolve("docs").resolve("pipeline.schema.json"));

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(yaml, InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void thePageOfPipelinesShowsEveryKey() throws IOException {
        String shown = String.join("\n", pipelines());
        String page = Files.readString(PIPELINES_PAGE);

        assertThat(pipelines()).hasSizeGreaterThan(4);
        assertThat(List.of(
                        "sequence",
                        "changed_keys",
                        "references",
                        "decimal_comma",
                        "formats",
                        "null_text",
                        "expr",
                        "models"))
                .allSatisfy(key -> assertThat(shown).contains(key + ":"));
        assertThat(List.of("changed_files", "max_files", "max_bytes", "schedule", "description", "sql"))
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    @Test
    void theReadmeInPortugueseSaysWhatTheEnglishOneSays() throws IOException {
        MarkdownPage english = MarkdownPage.read(MarkdownPage.ROOT.resolve("README.md"));
        MarkdownPage portuguese = MarkdownPage.read(MarkdownPage.ROOT.resolve("README.pt-BR.md"));

        assertThat(portuguese.headings()).isEqualTo(english.headings());
        assertThat(portuguese.blocks("sh")).isEqualTo(english.blocks("sh"));
        assertThat(portuguese.blocks()).hasSameSizeAs(english.blocks());
        assertThat(portuguese.blocks().get(1))
                .as("what the demo prints")
                .isEqualTo(english.blocks().get(1));
        assertThat(links(portuguese)).isEqualTo(links(english));
        assertThat(tableRows(portuguese)).isEqualTo(tableRows(english));
        assertThat(portuguese.prose().length()).isGreaterThan(english.prose().length() * 9 / 10);
    }

    /** Where its links lead to, but for those to itself and to the other language. */
    private static List<String> links(MarkdownPage page) {
        return page.relativeLinks().stream()
                .filter(link -> !link.startsWith("#") && !link.startsWith("README"))
                .toList();
    }

    private static long tableRows(MarkdownPage page) {
        return page.prose().lines().filter(line -> line.startsWith("|")).count();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) {
        assertThat(page.relativeLinks()).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(MarkdownPage.read(target).anchors()).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageNamesTheMachineThatItWasWrittenOn(MarkdownPage page) throws IOException {
        assertThat(Files.readString(page.file()))
                .doesNotContainPattern("/root/|/home/\\w|localhost:\\d|\\b10\\.\\d+\\.\\d+\\.\\d+")
                .doesNotContainPattern("(?i)artifactory|nexus|://[\\w.-]*(mirror|proxy|internal)");
    }

    @Test
    void thePictureNeedsNothingFromElsewhere() throws IOException {
        String picture = Files.readString(
                MarkdownPage.ROOT.resolve("docs").resolve("pictures").resolve("journey.svg"));

        assertThat(picture).contains("<title", "<desc").doesNotContain("href=", "@import", "<script");
    }

    /** The folder of the pipeline, with the queries that it names. */
    private Path written(String yaml) throws IOException {
        Matcher name = NAME.matcher(yaml);
        assertThat(name.find()).isTrue();
        Path pipeline = Files.createDirectories(folder.resolve(name.group(1)));
        Files.writeString(pipeline.resolve(PipelineReader.FILE_NAME), yaml);
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            Files.writeString(pipeline.resolve(query.getKey()), query.getValue());
        }
        String shown = MarkdownPage.read(PIPELINES_PAGE).blocks("sql").get(0);
        Files.writeString(pipeline.resolve("customer_totals.sql"), shown);
        return pipeline;
    }
}
