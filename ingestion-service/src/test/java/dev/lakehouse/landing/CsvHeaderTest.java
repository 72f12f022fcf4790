package dev.lakehouse.landing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.ChangedFilePolicy;
import dev.lakehouse.config.pipeline.CsvOptions;
import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.landing.unpack.PackedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CsvHeaderTest {
    private static final Source SOURCE = new Source(
            "wide",
            "wide/**",
            FileFormat.CSV,
            LoadMode.APPEND,
            ChangedFilePolicy.INGEST_AGAIN,
            CsvOptions.DEFAULTS,
            List.of(),
            10,
            DataSize.parse("1GB"));

    @TempDir
    Path folder;

    @Test
    void theHeaderOfAShortFileAndOfALongOneIsItsFirstLine() throws IOException {
        assertThat(columns("a;b\n1;2\n")).containsExactly("a", "b");
        assertThat(columns("a;b\n" + "1;2\n".repeat(100_000))).containsExactly("a", "b");
        assertThat(columns("a;b\r" + "1;2\r".repeat(100_000))).containsExactly("a", "b");
    }

    @Test
    void aHeaderLongerThanTheFirstLookIsReadWhole() throws IOException {
        List<String> many =
                IntStream.range(0, 5_000).mapToObj(i -> "coluna_" + i).toList();
        assertThat(columns(String.join(",", many) + "\n" + "1,".repeat(4_999) + "1\n"))
                .isEqualTo(many);
    }

    @Test
    void aQuotedLineBreakEarlyInALongHeaderDoesNotCutIt() throws IOException {
        List<String> many =
                IntStream.range(0, 5_000).mapToObj(i -> "coluna_" + i).toList();
        String header = many.stream().collect(Collectors.joining(",", "\"duas\nlinhas\",", "\n"));
        assertThat(columns(header + "1,".repeat(5_000) + "1\n")).hasSize(5_001).endsWith("coluna_4999");
    }

    private List<String> columns(String text) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "wide", ".csv"), text);
        return CsvHeader.read(file, PackedName.PLAIN, SOURCE).columns();
    }
}
