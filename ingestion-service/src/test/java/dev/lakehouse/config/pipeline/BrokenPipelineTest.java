package dev.lakehouse.config.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.lakehouse.failure.LakehouseException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** However a file is broken, the reader lists problems at lines that the file has, and never fails in another way. */
class BrokenPipelineTest {
    private static final String RIGHT = PipelineFolder.FULL;

    private static Path pipelines;
    private static PipelineFolder folder;

    @BeforeContainer
    static void setUp() throws IOException {
        pipelines = Files.createTempDirectory("pipelines");
        folder = new PipelineFolder(pipelines, "loja");
    }

    @AfterContainer
    static void tearDown() throws IOException {
        try (Stream<Path> files = Files.walk(pipelines)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 300, seed = "2026")
    void listsProblems(@ForAll("places") int from, @ForAll("places") int to, @ForAll("pieces") String piece) {
        int end = Math.min(RIGHT.length(), Math.max(from, from + (to % 40)));
        String broken = RIGHT.substring(0, from) + piece + RIGHT.substring(end);
        try {
            assertThat(folder.read(broken).name()).isEqualTo("loja");
        } catch (LakehouseException e) {
            assertThat(e.code()).isEqualTo("PIPELINE_INVALID");
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isBetween(1, (int) broken.lines().count() + 1);
                assertThat(problem.toString()).doesNotContain("\n").doesNotContain("Exception");
            });
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, RIGHT.length());
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "",
                " ",
                "\n",
                "~",
                "[]",
                "{}",
                "[",
                "}",
                "- ",
                ": ",
                "\"",
                "'",
                "#",
                "*",
                "&",
                "!",
                "7",
                "-1",
                "1e9",
                "true",
                "null",
                "key: [a, [b]]\n",
                "x: {y: 1}",
                "[[1], {a: b}, ~]",
                "é",
                "\t",
                "2024-01-01",
                "!!binary x",
                "? a\n",
                "<<: x\n",
                "|\n");
    }
}
