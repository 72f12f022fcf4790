package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.lakehouse.journey.Workbook.number;
import static dev.lakehouse.journey.Workbook.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Sheets of Excel workbooks as text: what a reader would see, with no digit lost. */
class LandedExcelTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("excel");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void numbersDatesBooleansAndFormulas() throws IOException {
        List<String> rows = List.of(
                "",
                text("id") + text("v") + text("V") + "<c/>" + text("dia"),
                number("1", 0)
                        + number("12.5", 0)
                        + number("1.1000000000000001", 0)
                        + number("45322", 1)
                        + number("45322.4375", 2),
                number("12345678901234567890", 0) + text("007") + "<c t=\"b\"><v>1</v></c>" + number("0.4375", 3)
                        + number("1.5", 4),
                "<c/><c/>",
                "<c><f>1+1</f><v>2</v></c><c t=\"str\"><f>A1</f><v>010</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
                        + number("59", 1) + "<c s=\"1\"><f>TODAY()</f><v>61</v></c>" + text("solto"));
        lake.land("a.xlsx", new Workbook().sheet("Plan1", rows).bytes());
        assertRows(3, 0);
        assertThat(lake.rows("select id, v, v_2, column_4, dia, column_6 from bronze.t"))
                .containsExactly(
                        "1|12.5|1.1|2024-01-31|2024-01-31T10:30:00|null",
                        "12345678901234567890|007|true|10:30:00|1.5|null",
                        "2|010|#DIV/0!|1900-02-28|1900-03-01|solto");
    }

    @Test
    void aNamedSheetWithoutAHeader() throws IOException {
        lake.source("excel", "excel: { sheet: Dados, header: false }");
        lake.land(
                "a.xlsx",
                new Workbook()
                        .sheet("Capa", List.of(text("nada")))
                        .sheet("Dados", List.of(text("a") + text("b"), text("c")))
                        .bytes());
        lake.land("b.xlsx", new Workbook().sheet("Outra", List.of(text("x"))).bytes());
        StageResult result = assertRows(2, 1);
        assertThat(lake.rows("select column_1, column_2 from bronze.t")).containsExactly("a|b", "c|null");
        assertThat(result.problems()).singleElement().asString().contains("it has no sheet 'Dados'; it has Outra");
    }

    @Test
    void manyRowsInTheirOrder() throws IOException {
        List<String> rows = new ArrayList<>(List.of(text("id") + text("nome")));
        for (int row = 0; row < 30_000; row++) {
            rows.add(number(Integer.toString(row), 0) + text("nome " + row));
        }
        lake.land("a.xlsx", new Workbook().sheet("Plan1", rows).bytes());
        assertRows(30_000, 0);
        assertThat(
                        lake.rows(
                                "select bool_and(id::bigint = n) from (select id, row_number() over () - 1 as n from bronze.t)"))
                .containsExactly("true");
    }

    @Test
    void brokenWorkbooksGiveNoRowAndKeepNoOtherOut() throws IOException {
        byte[] sound = new Workbook()
                .sheet("Plan1", List.of(text("id"), number("7", 0)))
                .bytes();
        byte[] garbled = sound.clone();
        Arrays.fill(garbled, 60, 160, (byte) 0x5A);
        lake.land("a.xlsx", sound)
                .land("cut.xlsx", Arrays.copyOf(sound, sound.length / 2))
                .land("garbled.xlsx", garbled)
                .land("none.xlsx", "id;nome\n")
                .land("empty.xlsx", "")
                .land(
                        "header.xlsx",
                        new Workbook()
                                .sheet("Plan1", List.of(text("id") + text("novo")))
                                .bytes())
                .land("z.xlsx", sound);
        StageResult result = assertRows(2, 2);
        assertThat(String.join("\n", result.problems()))
                .contains("cut.xlsx cannot be read through and is in quarantine as a whole: it is no sound workbook")
                .contains("garbled.xlsx cannot be read through")
                .contains("none.xlsx is not taken in: it does not begin as an Excel (.xlsx) file does");
        assertThat(lake.rows("select id, novo from bronze.t")).containsExactly("7|null", "7|null");
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
