package dev.lakehouse.config.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Array;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class PipelineReaderTest {
    @TempDir
    private Path pipelines;

    private PipelineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new PipelineFolder(pipelines, "loja");
    }

    @Test
    void readsSources() {
        Pipeline pipeline = folder.read(PipelineFolder.FULL);

        assertThat(pipeline.name()).isEqualTo("loja");
        assertThat(pipeline.file()).isEqualTo(folder.path().resolve("pipeline.yml"));
        assertThat(pipeline.description()).contains("An online shop");
        assertThat(pipeline.schedule()).contains("0 2 1 */2 *");
        assertThat(pipeline.sources())
                .containsExactly(
                        new Source(
                                "clientes",
                                "loja/clientes/**",
                                FileFormat.JSON,
                                LoadMode.APPEND,
                                ChangedFilePolicy.INGEST_AGAIN,
                                CsvOptions.DEFAULTS,
                                List.of(),
                                1000,
                                DataSize.parse("4GB")),
                        new Source(
                                "produtos",
                                "loja/produtos/*.parquet",
                                FileFormat.PARQUET,
                                LoadMode.APPEND,
                                ChangedFilePolicy.INGEST_AGAIN,
                                CsvOptions.DEFAULTS,
                                FormatOptions.DEFAULTS,
                                List.of(),
                                1000,
                                DataSize.parse("4GB"),
                                new UnpackLimits(DataSize.parse("2GB"), 10, 50),
                                SchemaEvolution.ADD_COLUMNS,
                                Optional.empty()),
                        new Source(
                                "pedidos",
                                "loja/pedidos/**",
                                FileFormat.CSV,
                                LoadMode.APPEND,
                                ChangedFilePolicy.FAIL,
                                new CsvOptions(
                                        Optional.of(";"),
                                        "'",
                                        true,
                                        "latin-1",
                                        Optional.of("\\N"),
                                        new CsvDialect(Optional.of("#"), Optional.of("^"), 2)),
                                List.of(
                                        new Column("id_pedido", Primitive.BIGINT),
                                        new Column("Valor (R$)", new Decimal(12, 2))),
                                20,
                                DataSize.parse("1.5GB")));
    }

    @Test
    void readsSilverTables() {
        Pipeline pipeline = folder.read(PipelineFolder.FULL);

        assertThat(pipeline.silver())
                .extracting(SilverTable::name, SilverTable::load, SilverTable::key, SilverTable::sequence)
                .containsExactly(
                        tuple("clientes", SilverLoad.UPSERT, List.of("id"), List.of()),
                        tuple("produtos", SilverLoad.APPEND, List.of(), List.of()),
                        tuple("pedidos", SilverLoad.UPSERT, List.of("id"), List.of("data_pedido")));
        assertThat(pipeline.silver().get(0).columns().get(1))
                .isEqualTo(new SilverColumn(
                        "cidade",
                        "cidade",
                        Primitive.STRING,
                        List.of(),
                        false,
                        false,
                        Optional.of("upper(trim(cidade))")));
        assertThat(pipeline.silver().get(1).columns().get(1).type()).isEqualTo(new Array(Primitive.STRING));
        SilverTable pedidos = pipeline.silver().get(2);
        assertThat(pedidos.sql()).contains(new SqlFile(folder.path().resolve("pedidos.sql"), "select 1"));
        assertThat(pedidos.columns())
                .extracting(
                        SilverColumn::name,
                        SilverColumn::from,
                        SilverColumn::type,
                        SilverColumn::formats,
                        SilverColumn::decimalComma,
                        SilverColumn::microseconds)
                .containsExactly(
                        tuple("id", "id_pedido", Primitive.BIGINT, List.of(), false, false),
                        tuple("id_cliente", "id_cliente", Primitive.BIGINT, List.of(), false, false),
                        tuple("valor_total", "valor_total", new Decimal(12, 2), List.of(), false, false),
                        tuple(
                                "data_pedido",
                                "data_pedido",
                                Primitive.DATE,
                                List.of("yyyy-MM-dd", "dd/MM/yyyy"),
                                false,
                                false),
                        tuple("preco", "preco", new Decimal(10, 2), List.of(), true, false),
                        tuple("visto", "visto", Primitive.TIMESTAMP, List.of(), false, true));
        assertThat(pedidos.rules())
                .containsExactly(
                        new Rule.NotNull("id", Rule.Action.QUARANTINE),
                        new Rule.NotNull("valor_total", Rule.Action.QUARANTINE),
                        new Rule.References("id_cliente", "clientes", Rule.Action.DROP),
                        new Rule.Check("preco_positivo", "preco >= 0", Rule.Action.WARN),
                        new Rule.NotNull("preco", Rule.Action.FAIL));
    }

    @Test
    void readsGoldTables() {
        Pipeline pipeline = folder.read(PipelineFolder.FULL);

        assertThat(pipeline.gold())
                .containsExactly(
                        new GoldTable(
                                "resumo",
                                List.of(),
                                GoldLoad.REPLACE,
                                new SqlFile(folder.path().resolve("resumo.sql"), "select 1"),
                                Map.of()),
                        new GoldTable(
                                "analise",
                                List.of("id_cliente"),
                                GoldLoad.BY_KEY,
                                new SqlFile(folder.path().resolve("analise.sql"), "select 1"),
                                Map.of(
                                        TableName.parse("silver.clientes"),
                                        new ChangedKeys.Columns(List.of("id")),
                                        TableName.parse("silver.pedidos"),
                                        new ChangedKeys.Columns(List.of("id_cliente")),
                                        TableName.parse("gold.resumo"),
                                        new ChangedKeys.Query("select id_cliente from changed"))));
        assertThat(pipeline.tables())
                .extracting(TableName::toString)
                .containsExactly(
                        "bronze.clientes",
                        "bronze.produtos",
                        "bronze.pedidos",
                        "silver.clientes",
                        "silver.produtos",
                        "silver.pedidos",
                        "gold.resumo",
                        "gold.analise");
    }

    @Test
    void warnsOfMicroseconds() {
        assertThat(folder.read(PipelineFolder.FULL).warnings())
                .extracting(Problem::line, Problem::what)
                .containsExactly(tuple(37, "silver.pedidos.columns.visto keeps microseconds"));
    }

    @Test
    void listsAllProblemsAtOnceByLine() {
        assertThat(folder.complaints("""
                        pipeline: shop
                        schedul: "0 2 * * *"
                        sources:
                          pedidos: { path: "../pedidos/**", format: cvs }
                        silver:
                          pedidos:
                            from: pedido
                            key: [idd]
                            columns: { id: bigit }
                        gold:
                          analise: { sql: analisis.sql }
                        """))
                .containsExactly(
                        "1: the pipeline is called 'shop': its folder is called 'loja', and both are one name"
                                + " (write pipeline: loja, or rename the folder)",
                        "2: 'schedul' is no key of the file: its keys are pipeline, description, schedule, sources, silver,"
                                + " gold, models (did you mean 'schedule'?)",
                        "4: sources.pedidos.path: '../pedidos/**' is no path below landing: '..' leaves the landing folder"
                                + " (write for example shop/orders/** or shop/orders/*.csv)",
                        "4: sources.pedidos.format cannot be 'cvs': it is one of csv, json, parquet, text, xml, avro, excel, orc, binary, by-name (did you mean 'csv'?)",
                        "7: there is no source 'pedido': those that are defined are pedidos (did you mean 'pedidos'?)",
                        "8: silver.pedidos has no column 'idd': those that are defined are id (did you mean 'id'?)",
                        "9: silver.pedidos.columns.id: 'bigit' is no type: types are string, boolean, tinyint, smallint,"
                                + " integer, bigint, real, double, date, timestamp, binary, varchar, text, int, long,"
                                + " float, decimal(p,s), array<type> (did you mean 'bigint'?)",
                        "11: there is no file analisis.sql: it is looked for in " + folder.path()
                                + " (did you mean 'analise.sql'?)");
    }

    @Test
    void failsWithOneMessageThatHoldsAllProblems() {
        folder.write("pipeline.yml", "pipeline: loja\nsorces: {}\n");

        assertThatThrownBy(() -> new PipelineReader().read(folder.path()))
                .isInstanceOf(LakehouseException.class)
                .hasMessageStartingWith(
                        "The pipeline loja has 2 problems: nothing runs before all of them are put right")
                .hasMessageContaining("pipeline.yml:1: the file has no 'sources'")
                .hasMessageContaining("pipeline.yml:2: 'sorces' is no key of the file");
    }

    @Test
    void findsPipelinesByName() throws Exception {
        folder.write("pipeline.yml", PipelineFolder.FULL);
        Files.createDirectories(pipelines.resolve("notes"));
        new PipelineFolder(pipelines, "clima")
                .write("pipeline.yml", "pipeline: clima\nsources: { ar: { path: 'ar/*', format: csv } }");
        PipelineReader reader = new PipelineReader();

        assertThat(reader.names(pipelines)).containsExactly("clima", "loja");
        assertThat(reader.find(pipelines, "loja").sources()).hasSize(3);
        assertThat(reader.readAll(pipelines)).extracting(Pipeline::name).containsExactly("clima", "loja");
        assertThatThrownBy(() -> reader.find(pipelines, "loga"))
                .isInstanceOfSatisfying(LakehouseException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("PIPELINE_NOT_FOUND");
                    assertThat(failure.why()).endsWith("holds clima, loja");
                    assertThat(failure.fix()).isEqualTo("did you mean 'loja'?");
                });
        assertThatThrownBy(() -> reader.read(pipelines.resolve("notes")))
                .hasMessageContaining("it has no file pipeline.yml");
        assertThatThrownBy(() -> reader.names(pipelines.resolve("none")))
                .hasMessageContaining("There is no folder")
                .hasMessageContaining("LAKEHOUSE_PIPELINES");
    }

    @Test
    void refusesTablesThatTwoPipelinesClaim() {
        folder.write("pipeline.yml", PipelineFolder.FULL);
        new PipelineFolder(pipelines, "outra").write("pipeline.yml", """
                        pipeline: outra
                        sources:
                          pedidos: { path: "outra/**", format: csv }
                          outros: { path: "outra/**", format: csv }
                        gold:
                          resumo: { sql: resumo.sql }
                        """);
        PipelineReader reader = new PipelineReader();
        String file = pipelines.resolve("outra/pipeline.yml").toString();

        List<PipelineDraft> drafts = reader.drafts(pipelines, List.of("loja", "outra"));
        assertThat(drafts.get(0).errors()).isEmpty();
        assertThat(drafts.get(1).errors())
                .extracting(Problem::source, Problem::line, Problem::what)
                .containsExactly(
                        tuple(file, 3, "bronze.pedidos belongs to two pipelines"),
                        tuple(file, 6, "gold.resumo belongs to two pipelines"));
        assertThatThrownBy(() -> reader.readAll(pipelines))
                .hasMessageContaining("gold.resumo belongs to two pipelines");
    }

    @Test
    void gathersTheProblemsOfAllPipelines() {
        folder.write("pipeline.yml", "pipeline: loja");
        new PipelineFolder(pipelines, "outra").write("pipeline.yml", "pipeline: other");

        assertThatThrownBy(() -> new PipelineReader().readAll(pipelines))
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.problems()).hasSize(3));
    }
}
