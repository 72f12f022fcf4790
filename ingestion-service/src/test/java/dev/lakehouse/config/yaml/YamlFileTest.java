package dev.lakehouse.config.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class YamlFileTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void knowsTheLineOfEveryValue() throws IOException {
        YamlSection root = read("""
                # a comment
                a: 1

                b:
                  - x
                  - { c: d,
                      e: f }
                """).orElseThrow();

        root.find("a").orElseThrow().report("a", "", "");
        List<YamlValue> entries = root.find("b").orElseThrow().entries();
        entries.forEach(entry -> entry.report(entry.name(), "", ""));
        YamlValue last = entries.get(1).section().orElseThrow().find("e").orElseThrow();
        last.report(last.name(), "", "");
        root.find("b").orElseThrow().report("b", "", "");

        assertThat(problems.errors())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        tuple(2, "a"),
                        tuple(4, "b"),
                        tuple(5, "b, entry 1"),
                        tuple(6, "b, entry 2"),
                        tuple(7, "b, entry 2.e"));
    }

    @Test
    void readsWhatEditorsOnWindowsWrite() throws IOException {
        YamlSection root = read("\uFEFFname: loja\r\ncount: 2\r\nlast:\r\n").orElseThrow();

        assertThat(root.keys()).containsExactly("name", "count", "last");
        assertThat(root.find("name").flatMap(YamlValue::text)).contains("loja");
        assertThat(root.find("last")).isEmpty();
        assertThat(problems.errors()).extracting(Problem::line).containsExactly(3);
    }

    @Test
    void keepsWordsThatOldYamlTookForFlags() throws IOException {
        YamlSection root = read("a: [no, yes, on, y, true]\nempty: ''\n").orElseThrow();

        assertThat(root.find("a").orElseThrow().entries().stream().filter(YamlValue::isText))
                .hasSize(4);
        assertThat(root.find("empty").flatMap(YamlValue::text)).contains("");
    }

    @Test
    void refusesKeysThatStandTwice() throws IOException {
        read("""
                a:
                  x: 1
                b: 2
                a:
                  x: 3
                  x: 4
                """);

        assertThat(problems.errors())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        tuple(4, "'a' stands twice in its mapping"), tuple(6, "'x' stands twice in its mapping"));
    }

    @Test
    void tellsTextsThatACommaCutOnceAndReadsThemWhole() throws IOException {
        YamlSection root = read("""
                a: { x: decimal(12,2), y: decimal(10,2), z: b }
                c:
                  - { d: coalesce(e, f, g), h: 1 }
                  - { d: "decimal(12,2)", open: (, nothing: }
                """).orElseThrow();

        assertThat(problems.errors())
                .extracting(Problem::line, Problem::what, Problem::fix)
                .containsExactly(
                        tuple(
                                1,
                                "'decimal(12,2)' is cut in two at its comma",
                                "write it in quotes: x: \"decimal(12,2)\""),
                        tuple(
                                1,
                                "'decimal(10,2)' is cut in two at its comma",
                                "write it in quotes: y: \"decimal(10,2)\""),
                        tuple(
                                3,
                                "'coalesce(e, f, g)' is cut in two at its comma",
                                "write it in quotes: d: \"coalesce(e, f, g)\""));
        assertThat(root.section("a").orElseThrow().keys()).containsExactly("x", "y", "z");
        assertThat(root.section("a").orElseThrow().find("y").flatMap(YamlValue::text))
                .contains("decimal(10,2)");
    }

    @Test
    void refusesAliasesAndSecondDocuments() throws IOException {
        read("""
                a: &here 1
                b: *here
                ---
                c: 1
                """);

        assertThat(problems.errors())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        tuple(2, "'*here' refers to another place"), tuple(4, "a second document starts here"));
    }

    @Test
    void reportsSyntaxWithItsLine() throws IOException {
        assertThat(read("a: 1\nb: [1, 2\nc: 3\n")).isEmpty();
        assertThat(problems.errors())
                .extracting(Problem::line, Problem::what, Problem::why)
                .containsExactly(tuple(3, "this is no YAML", "expected ',' or ']', but got :"));
    }

    @Test
    void reportsTabsWithTheirLine() throws IOException {
        assertThat(read("a:\n\tb: 1\n")).isEmpty();
        assertThat(problems.errors()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.why()).contains("TAB");
            assertThat(problem.fix()).contains("no tabs");
        });
    }

    @Test
    void reportsTextsThatNeedQuotes() throws IOException {
        assertThat(read("a: 1\nschedule: * 2 * * *\n")).isEmpty();
        assertThat(problems.errors()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.fix()).contains("needs quotes");
        });
    }

    @Test
    void refusesFilesThatAreNoMapping() throws IOException {
        for (String text : List.of("", "# nothing\n", "- a\n", "text\n")) {
            Problems own = new Problems();
            assertThat(YamlFile.read(write(text.getBytes(StandardCharsets.UTF_8)), own))
                    .isEmpty();
            assertThat(own.errors()).extracting(Problem::what).containsExactly("the file holds no keys");
        }
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        assertThat(YamlFile.read(write("descrição: 1".getBytes(StandardCharsets.ISO_8859_1)), problems))
                .isEmpty();
        assertThat(YamlFile.read(write(new byte[] {'a', ':', ' ', 0}), problems))
                .isEmpty();
        assertThat(YamlFile.read(write("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)), problems))
                .isEmpty();

        assertThat(problems.errors())
                .extracting(Problem::what)
                .containsExactlyInAnyOrder("the file is not UTF-8", "this is no YAML", "this is no YAML");
    }

    @Test
    void failsForAFileThatCannotBeRead() {
        Path missing = folder.resolve("missing.yml");

        assertThatThrownBy(() -> YamlFile.read(missing, problems))
                .isInstanceOfSatisfying(LakehouseException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
                    assertThat(failure.what()).isEqualTo(missing + " cannot be read");
                });
    }

    private Optional<YamlSection> read(String text) throws IOException {
        return YamlFile.read(write(text.getBytes(StandardCharsets.UTF_8)), problems);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file.yml"), bytes);
    }
}
