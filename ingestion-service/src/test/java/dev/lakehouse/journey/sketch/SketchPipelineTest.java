package dev.lakehouse.journey.sketch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverLoad;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SketchPipelineTest {
    @TempDir
    private Path folder;

    private DuckDbEngine engine;

    @BeforeEach
    void start() {
        engine = new DuckDbEngine(DataSize.parse("512MB"), 1, folder.resolve("scratch"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void columnsHaveLegalNamesAndTheNarrowestTypes() throws IOException {
        Path file = file("orders.csv", """
                Order ID;Customer;Preço (R$);Data;Paid;CEP;Type
                1;Ana;1.234,56;31/01/2024;true;01310;a
                2;José;9,90;01/02/2024;false;02220;a
                """);

        Pipeline pipeline = sketched("shop", file);

        SilverTable table = pipeline.silver().get(0);
        assertThat(table.key()).containsExactly("order_id");
        assertThat(table.load()).isEqualTo(SilverLoad.UPSERT);
        assertThat(table.schema().columns())
                .contains(
                        new Column("order_id", Primitive.BIGINT),
                        new Column("customer", Primitive.STRING),
                        new Column("data", Primitive.DATE),
                        new Column("paid", Primitive.BOOLEAN),
                        new Column("cep", Primitive.STRING));
        SilverColumn price = table.columns().get(2);
        assertThat(price.type()).isInstanceOf(Decimal.class);
        assertThat(price.decimalComma()).isTrue();
        assertThat(table.columns().get(3).formats()).containsExactly("dd/MM/yyyy");
    }

    @Test
    void ofXmlTheRootsChildrenAreRows() throws IOException {
        Pipeline pipeline = sketched(
                "shop", file("orders.xml", "<r><o id='1'><total>9.50</total></o><o id='2'><total>7</total></o></r>"));

        assertThat(pipeline.sources()).extracting("format").containsExactly(FileFormat.XML);
        SilverTable table = pipeline.silver().get(0);
        assertThat(table.key()).containsExactly("id");
        assertThat(table.schema().columns())
                .contains(new Column("id", Primitive.BIGINT), new Column("total", new Decimal(18, 2)));
    }

    @Test
    void withoutAKeyEveryRowIsKept() throws IOException {
        Pipeline pipeline = sketched("shop", file("clicks.csv", "page,kind\na,x\na,x\n"));

        assertThat(pipeline.silver().get(0).load()).isEqualTo(SilverLoad.APPEND);
        assertThat(pipeline.silver().get(0).key()).isEmpty();
        assertThat(pipeline.silver().get(0).rules()).isEmpty();
    }

    @Test
    void filesOfOneNameAreOneSourceAndEachIsCopiedToLanding() throws IOException {
        Path january = file("orders_2024-01.csv", "id,v\n1,a\n");
        Path february = file("orders_2024-02.csv", "id,v\n2,a\n");
        Path items = file("items.jsonl", "{\"id\": 1}\n{\"id\": 2}\n");

        Pipeline pipeline = sketched("shop", january, february, items);

        assertThat(pipeline.sources()).extracting("name").containsExactly("orders", "items");
        assertThat(pipeline.sources()).extracting("path").containsExactly("shop/orders/**", "shop/items/**");
        Path landing = folder.resolve("lake").resolve("landing").resolve("shop");
        assertThat(landing.resolve("orders").resolve("orders_2024-01.csv")).hasSameBinaryContentAs(january);
        assertThat(landing.resolve("orders").resolve("orders_2024-02.csv")).hasSameBinaryContentAs(february);
        assertThat(landing.resolve("items").resolve("items.jsonl")).hasSameBinaryContentAs(items);
    }

    @Test
    void filesThatHaveLandedStayWhereTheyAre() throws IOException {
        Path landed = Files.createDirectories(
                folder.resolve("lake").resolve("landing").resolve("in").resolve("2024"));
        Path file = Files.writeString(landed.resolve("orders.csv"), "id,v\n1,a\n");

        Pipeline pipeline = sketched("shop", file);

        assertThat(pipeline.sources()).extracting("path").containsExactly("in/2024/**");
        assertThat(folder.resolve("lake").resolve("landing").resolve("shop")).doesNotExist();
    }

    @Test
    void aTableThatAnotherPipelineHasGetsAnotherName() throws IOException {
        Path file = file("orders.csv", "id,v\n1,a\n");
        sketched("first", file);

        Pipeline second = sketched("second", file);

        assertThat(second.tables())
                .extracting(Object::toString)
                .containsExactly("bronze.second_orders", "silver.second_orders");
        new PipelineReader().readAll(pipelines());
    }

    @Test
    void whatCannotBeDoneIsSaidAndNothingIsWritten() throws IOException {
        Path file = file("orders.csv", "id,v\n1,a\n");
        sketched("shop", file);

        assertFails("PIPELINE_EXISTS", "shop", file);
        assertFails("PIPELINE_NAME_ILLEGAL", "my shop", file);
        assertFails("FILE_NOT_FOUND", "other", folder.resolve("none.csv"));
        assertFails("FILE_NOT_FOUND", "other", folder);
        assertFails("FORMAT_UNKNOWN", "other", file("orders.docx", "PK"));
        assertFails("FILE_UNFIT", "other", file("broken.json", "no json"));
        assertFails("FILE_UNFIT", "other", file("nothing.csv", ""));
        assertThat(pipelines().resolve("other")).doesNotExist();
    }

    private void assertFails(String code, String name, Path file) {
        assertThatThrownBy(() -> sketched(name, file))
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private Pipeline sketched(String name, Path... files) {
        Sketch sketch = new SketchPipeline(new LocalStorage(folder.resolve("lake")), engine)
                .sketch(name, List.of(files), pipelines(), Progress.NONE);
        return new PipelineReader().read(sketch.file().getParent());
    }

    private Path pipelines() {
        return folder.resolve("pipelines");
    }

    private Path file(String name, String content) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        return Files.writeString(files.resolve(name), content, StandardCharsets.UTF_8);
    }
}
