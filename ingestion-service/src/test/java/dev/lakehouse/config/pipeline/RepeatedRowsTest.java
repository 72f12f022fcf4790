package dev.lakehouse.config.pipeline;

import java.nio.file.Path;

import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedRowsTest {
    private static final String RIGHT = """
            pipeline: loja
            sources:
              pedidos: { connection: loja, table: public.pedidos, watermark: { column: atualizado_em, overlap: 10m } }
            silver:
              pedidos:
                from: pedidos
                key: [id]
                sequence: [atualizado_em]
                columns: { id: bigint, atualizado_em: timestamp }
            """;

    @TempDir
    private Path pipelines;

    private PipelineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new PipelineFolder(pipelines, "loja");
    }

    @Test
    void aTableWithKeyAndSequenceIsFine() throws Exception {
        assertThat(folder.read(RIGHT).warnings()).isEmpty();
    }

    @Test
    void aTableThatAppendsIsRefused() {
        assertThat(folder.complaints(RIGHT.replace("    key: [id]\n    sequence: [atualizado_em]\n", "")))
                .singleElement()
                .asString()
                .startsWith("5: ")
                .contains("would have rows twice", "key: [id]");
        assertThat(folder.complaints(
                        RIGHT.replace("    key: [id]\n    sequence: [atualizado_em]\n", "    load: append\n")))
                .hasSize(1);
    }

    @Test
    void aTableWithoutASequenceIsWarnedOf() throws Exception {
        assertThat(folder.read(RIGHT.replace("    sequence: [atualizado_em]\n", ""))
                        .warnings())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("has no 'sequence'");
    }

    @Test
    void wholeTablesRepeatNothing() throws Exception {
        String whole = RIGHT.replace("watermark: { column: atualizado_em, overlap: 10m }", "mode: full");
        assertThat(folder.read(whole.replace("    key: [id]\n    sequence: [atualizado_em]\n", ""))
                        .warnings())
                .isEmpty();
    }
}
