package dev.lakehouse.journey;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** XML as people write it, and as nobody should. */
class LandedXmlTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("xml", "xml: { row: pedido, lists: [item] }");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void attributesTextsAndNestedElements() {
        lake.land("a.xml", """
                <?xml version="1.0"?>
                <export xmlns:v="urn:v" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <feito>2024-01-31</feito>
                  <lote><pedido id="007" v:canal="loja">
                    <cliente>Maria &amp; José<![CDATA[ <3]]></cliente>
                    <valor moeda="BRL">12.50</valor>
                    <item sku="A"/><item sku="B">x</item>
                    <v:entrega><rua n="3">Sé</rua><obs xsi:nil="true"/></v:entrega>
                    <obs xsi:nil="true">?</obs><vazio/>
                  </pedido></lote>
                  <pedido id="8"><id>filho</id><item>so</item>solto</pedido>
                </export>
                """);
        assertRows(2, 0);
        assertThat(lake.rows(
                        "select id, canal, cliente, valor, valor_moeda, item, entrega, obs, vazio, id_attribute, text"
                                + " from bronze.t"))
                .containsExactly(
                        "007|loja|Maria & José <3|12.50|BRL|[{\"@sku\":\"A\"},{\"@sku\":\"B\",\"#text\":\"x\"}]"
                                + "|{\"rua\":{\"@n\":\"3\",\"#text\":\"Sé\"},\"obs\":null}|null||null|null",
                        "filho|null|null|null|null|[\"so\"]|null|null|null|8|solto");
    }

    @Test
    void prefixesStayWhereTheSourceSaysSoAndTypesAreDeclared() {
        lake.source("xml", "xml: { row: p:r, namespaces: prefix }", "columns: { p_n: bigint }");
        lake.land("a.xml", "<x xmlns:p='urn:p'><r><n>1</n></r><p:r><p:n>7</p:n></p:r><p:r><p:n>x</p:n></p:r></x>");
        assertRows(2, 0);
        assertThat(lake.rows("select p_n, _rescued from bronze.t")).containsExactly("7|null", "null|{\"p_n\":\"x\"}");
    }

    @Test
    void withoutARowTheRootsChildrenAreRows() {
        lake.source("xml");
        lake.land("a.xml", "<r><a><x>1</x></a><b y='2'/></r>").land("b.xml", "<r/>");
        assertRows(2, 0);
        assertThat(lake.rows("select x, y from bronze.t")).containsExactly("1|null", "null|2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "windows-1252", "UTF-8"})
    void theDeclarationSaysTheEncoding(String encoding) {
        lake.land(
                "a.xml",
                ("<?xml version='1.0' encoding='" + encoding + "'?><r><pedido><n>São</n></pedido></r>")
                        .getBytes(Charset.forName(encoding)));
        assertRows(1, 0);
        assertThat(lake.rows("select n from bronze.t")).containsExactly("São");
    }

    @Test
    void columnsThatComeLateAndFilesThatDifferLoseNothing() {
        StringBuilder rows = new StringBuilder("<r>");
        for (int i = 0; i < 60_000; i++) {
            rows.append("<pedido><n>")
                    .append(i)
                    .append("</n><t>text of row ")
                    .append(i)
                    .append("</t>");
            rows.append(i == 59_000 ? "<Extra>x</Extra>" : "").append("</pedido>");
        }
        lake.land("a.xml", rows + "</r>").land("b.xml", "<r><pedido><extra>y</extra></pedido></r>");
        assertRows(60_001, 0);
        assertThat(lake.rows("select n, extra from bronze.t where extra is not null"))
                .containsExactly("59000|x", "null|y");
        assertThat(lake.rows("select sum(n::bigint), count(distinct t) from bronze.t"))
                .containsExactly(60_000L * 59_999 / 2 + "|60000");
    }

    @Test
    void filesThatAreBrokenAnywhereGiveNoRowAndKeepNoOtherOut() {
        String row = "<pedido><n>1</n><t>" + "y".repeat(100) + "</t></pedido>";
        String large = "<r>" + row.repeat(150_000);
        lake.land("a.xml", "<r>" + row + "</r>")
                .land("cut.xml", large)
                .land("garbage.xml", large + "<pedido>\u0000\u0001</pedido></r>")
                .land("tags.xml", "<r>" + row + "</s>")
                .land("other.xml", "<r><order/></r>")
                .land("none.xml", "{\"id\":1}")
                .land("empty.xml", "")
                .land("z.xml", "<r>" + row + row + "</r>");
        StageResult result = assertRows(3, 4);
        assertThat(String.join("\n", result.problems()))
                .contains("cut.xml cannot be read through and is in quarantine as a whole: it is no well-formed XML")
                .contains("garbage.xml cannot be read through")
                .contains("tags.xml cannot be read through")
                .contains("it has no element <pedido>")
                .contains("none.xml is not taken in: it does not begin with <");
        assertThat(lake.rows("select distinct _rule, _row from bronze.t_quarantine"))
                .containsExactly("unreadable|null");
        assertThat(folder.resolve("lake/bronze/t").toFile().list((at, name) -> name.contains(".parquet")))
                .hasSize(1);
    }

    @Test
    void noEntityIsExpandedAndNoOtherFileRead() {
        lake.land("a.xml", "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r><pedido><n>&e;</n></pedido></r>");
        lake.land("b.xml", "<!DOCTYPE r [<!ENTITY a 'xx'><!ENTITY b '&a;&a;'>]><r><pedido n='&b;'/></r>");
        lake.land("c.xml", "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><r><pedido><n>7</n></pedido></r>");
        assertRows(1, 2);
        assertThat(lake.rows("select n from bronze.t")).containsExactly("7");
    }

    @Test
    void rowsTooDeepAndTooLargeCostThemselvesAlone() {
        lake.land(
                "a.xml",
                "<r><pedido><n>1</n></pedido><pedido>" + "<d>".repeat(5000) + "</d>".repeat(5000)
                        + "</pedido><pedido><n>2</n></pedido><pedido><n>" + "y".repeat(17 << 20)
                        + "</n></pedido><pedido>" + "<e/>".repeat(600_000) + "</pedido><pedido><n>3</n></pedido></r>");
        assertRows(3, 3);
        assertThat(lake.rows("select _row, left(_record, 5) from bronze.t_quarantine order by _row"))
                .containsExactly("2|{\"d\":", "4|{\"n\":", "5|{\"e\":");
        assertThat(lake.rows("select n from bronze.t")).containsExactly("1", "2", "3");
    }

    @Test
    void aTextWithoutEndDoesNotFillTheMemory() {
        lake.land("a.xml", "<r><pedido><!-- " + "y".repeat(30 << 20) + " --></pedido></r>");
        assertThat(assertRows(0, 1).problems().get(0)).contains("more than 25165824 bytes");
    }

    @Test
    void thousandsOfSmallFiles() {
        for (int file = 0; file < 1100; file++) {
            lake.land("f" + (10_000 + file) + ".xml", "<r><pedido id='" + file + "'/></r>");
        }
        assertRows(1100, 0);
        assertThat(lake.rows("select count(distinct id), min(_source_file) from bronze.t"))
                .containsExactly("1100|landing/in/f10000.xml");
    }

    private StageResult assertRows(long written, long quarantined) {
        StageResult result = lake.ingest();
        assertThat(List.of(result.rowsIn(), result.rowsWritten(), result.rowsQuarantined()))
                .as(result.problems().toString())
                .containsExactly(written + quarantined, written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(quarantined);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        return result;
    }
}
