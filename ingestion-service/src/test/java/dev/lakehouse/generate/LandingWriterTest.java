package dev.lakehouse.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class LandingWriterTest {
    private static final LojaParameters SHOP = new LojaParameters(300, 2, 1, 5);

    @TempDir
    private Path landing;

    @Test
    void aSecondGenerationWritesNothing() throws IOException {
        GenerationSummary first = new LojaGenerator(SHOP).generate(landing, false, rows -> {});
        FileTime then = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Path orders = landing.resolve("loja/pedidos/2024-01-01.csv");
        Files.setLastModifiedTime(orders, then);

        GenerationSummary second = new LojaGenerator(SHOP).generate(landing, false, rows -> {});

        assertThat(first.filesWritten()).isEqualTo(6);
        assertThat(second.filesWritten()).isZero();
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(Files.getLastModifiedTime(orders)).isEqualTo(then);
    }

    @Test
    void aFileWithOtherContentIsLeftAloneAndTheRemedyNamed() throws IOException {
        Path orders = landing.resolve("loja/pedidos/2024-01-02.csv");
        Files.createDirectories(orders.getParent());
        Files.writeString(orders, "mine");

        assertThatThrownBy(() -> new LojaGenerator(SHOP).generate(landing, false, rows -> {}))
                .hasMessageContaining(orders.toString())
                .hasMessageContaining("--seed")
                .hasMessageContaining("--orders")
                .hasMessageContaining("--overwrite")
                .asInstanceOf(type(LakehouseException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USER))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("LANDING_FILE_DIFFERS"));
        assertThat(orders).hasContent("mine");

        GenerationSummary summary = new LojaGenerator(SHOP).generate(landing, true, rows -> {});
        assertThat(summary.filesWritten()).isEqualTo(1);
        assertThat(orders).content().startsWith("id_pedido;");
    }

    @Test
    void nothingStandsWhereAPipelineLooksUntilAFileIsWhole() {
        try (LandingWriter writer = new LandingWriter(landing, false)) {
            assertThatThrownBy(() -> writer.write(
                            "loja/pedidos/a.csv",
                            out -> {
                                out.write(new byte[1 << 20]);
                                assertThat(landing.resolve("loja")).doesNotExist();
                                throw new IOException("No space left on device");
                            },
                            new Tally(0, rows -> {})))
                    .asInstanceOf(type(LakehouseException.class))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL))
                    .satisfies(failure -> assertThat(failure.why()).contains("No space left"));
        }
        assertThat(landing.resolve("loja")).doesNotExist();
        assertThat(landing.resolve(".generate/loja-pedidos-a.csv.part")).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftAsideIsOverwritten() throws IOException {
        Path left = landing.resolve(".generate/loja-pedidos-a.csv.part");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "a longer text than the new one");

        try (LandingWriter writer = new LandingWriter(landing, false)) {
            writer.write("loja/pedidos/a.csv", out -> out.write("new".getBytes(UTF_8)), new Tally(0, rows -> {}));
        }
        assertThat(landing.resolve("loja/pedidos/a.csv")).hasContent("new");
        assertThat(left).doesNotExist();
    }

    @Test
    void twoAtOnceAreKeptApart() {
        try (LandingWriter writer = new LandingWriter(landing, false)) {
            assertThat(writer).isNotNull();
            assertThatThrownBy(() -> new LojaGenerator(SHOP).generate(landing, false, rows -> {}))
                    .asInstanceOf(type(LakehouseException.class))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
        }
        assertThat(new LojaGenerator(SHOP).generate(landing, false, rows -> {}).filesWritten())
                .isEqualTo(6);
    }
}
