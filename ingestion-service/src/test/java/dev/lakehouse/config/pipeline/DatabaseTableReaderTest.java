package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.LoadMode.Snapshot;
import dev.lakehouse.config.pipeline.Watermark.Overlap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseTableReaderTest {
    private static final String RIGHT = """
            pipeline: loja
            sources:
              pedidos:
                connection: loja
                table: public.pedidos
                mode: append
                watermark: { column: atualizado_em, overlap: 10m }
                key: [id]
                exclude: [foto]
                page_rows: 5000
                fetch_rows: 500
                readers: 2
              produtos: { connection: loja, table: produtos, mode: full }
            """;

    @TempDir
    private Path pipelines;

    private PipelineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new PipelineFolder(pipelines, "loja");
    }

    @Test
    void readsATableOfADatabase() throws Exception {
        List<Source> sources = folder.read(RIGHT).sources();

        assertThat(sources.get(0).database())
                .contains(new DatabaseTable(
                        "loja",
                        "public.pedidos",
                        List.of("id"),
                        Optional.of(new Watermark(
                                "atualizado_em", new Overlap(Optional.of(Duration.ofMinutes(10)), Optional.empty()))),
                        List.of("foto"),
                        5000,
                        500,
                        Optional.of(2)));
        assertThat(sources.get(0).path()).isEqualTo("loja/pedidos/changes/*/*.parquet");
        assertThat(sources.get(1).path()).isEqualTo("loja/produtos/snapshots/*/*.parquet");
        assertThat(sources.get(1).mode()).isEqualTo(new Full(Snapshot.FOLDER));
        assertThat(sources.get(1).database().orElseThrow().pageRows()).isEqualTo(100_000);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            connection: loja, table: produtos | table: produtos | has no 'connection'
            connection: loja, table: produtos | connection: loja | has no 'table'
            connection: loja, table: produtos | connection: Loja, table: produtos | cannot be a connection's name
            table: produtos | table: .produtos | cannot be a table's name
            mode: full | mode: cdc | cannot be 'cdc'
            mode: full | mode: append | has no 'watermark'
            mode: full | mode: full, watermark: { column: a } | the mode is full
            mode: full | mode: full, format: csv | says how files are read
            mode: full | mode: full, changed_files: fail | says how files are read
            overlap: 10m | overlap: 10 minutes | is no overlap
            overlap: 10m | overlap: -1 | is -1
            overlap: 10m | overlaps: 10m | did you mean 'overlap'
            exclude: [foto] | exclude: [id] | leaves out id
            exclude: [foto] | exclude: [atualizado_em] | leaves out atualizado_em
            page_rows: 5000 | page_rows: 0 | is 0
            page_rows: 5000 | page_row: 5000 | did you mean 'page_rows'
            readers: 2 | readers: 65 | is 65
            connection: loja, table: produtos, mode: full | path: "a/**", format: csv, key: [id] | says how a table of a database is read
            """)
    void refusesWhatMakesNoSense(String right, String wrong, String said) throws Exception {
        assertThat(RIGHT).contains(right);

        assertThat(folder.problems(RIGHT.replace(right, wrong)).toString()).contains(said);
    }
}
