package dev.lakehouse.cli.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.cli.screen.Page;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowPrinterTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", Primitive.BIGINT),
            new Column("text", Primitive.STRING),
            new Column("price", new ColumnType.Decimal(12, 2)),
            new Column("day", Primitive.DATE),
            new Column("at", Primitive.TIMESTAMP),
            new Column("tags", new ColumnType.Array(Primitive.STRING)));

    @Test
    void nullAndTheEmptyTextLookDifferent() {
        Page page = Page.pipe();
        print(RowFormat.TABLE.printer(page.outlet()), row(), Arrays.asList(2L, "", null, null, null, null));

        assertThat(page.lines())
                .containsExactly(
                        "id  text      price  day         at                       tags",
                        "──  ────  ─────────  ──────────  ───────────────────────  ─────────",
                        " 1  a\\nb  123456.70  2024-01-31  2024-01-31 12:00:00.123  [x, NULL]",
                        " 2             NULL  NULL        NULL                     NULL",
                        "(2 rows)");
    }

    @Test
    void aTerminalIsNotWrittenBeyondItsEdgeWhileAPipeLosesNothing() {
        List<Object> wide = List.of(1L, "x".repeat(500), BigDecimal.ONE, LocalDate.EPOCH, Instant.EPOCH, List.of());
        Page terminal = Page.terminal(80);
        Page pipe = Page.pipe();

        print(RowFormat.TABLE.printer(terminal.outlet()), wide);
        print(RowFormat.TABLE.printer(pipe.outlet()), wide);

        assertThat(terminal.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(terminal.text()).contains("xxx…");
        assertThat(pipe.text()).contains("x".repeat(500));
    }

    @Test
    void rowsBehindTheFirstThousandComeAsTheyAreIn() {
        Page page = Page.terminal(80);
        RowPrinter printer = RowFormat.TABLE.printer(page.outlet());
        printer.columns(List.of(new Column("n", Primitive.BIGINT), new Column("t", Primitive.STRING)));

        for (long number = 1; number <= 1_000; number++) {
            printer.row(List.of(number, "t"));
        }
        assertThat(page.lines()).hasSize(1_002);
        printer.row(List.of(10_000_001L, "longer than those before"));
        assertThat(page.lines().get(1_002)).isEqualTo("10000001  longer than those before");
        printer.finish();
        assertThat(page.lines()).last().isEqualTo("(1,001 rows)");
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        Page page = Page.pipe();
        print(RowFormat.JSON.printer(page.outlet()), row(), Arrays.asList(2L, "", null, null, null, null));

        assertThat(page.lines()).hasSize(2);
        JsonNode first = new JsonMapper().readTree(page.lines().get(0));
        assertThat(first.get("text").asText()).isEqualTo("a\nb");
        assertThat(page.lines().get(0)).contains("\"price\":123456.70").contains("\"day\":\"2024-01-31\"");
        assertThat(first.get("at").asText()).isEqualTo("2024-01-31T12:00:00.123Z");
        assertThat(first.get("tags").get(1).isNull()).isTrue();
        assertThat(new JsonMapper().readTree(page.lines().get(1)).get("price").isNull())
                .isTrue();
    }

    @Test
    void jsonHoldsStructsAndNumbersThatAreNone() throws Exception {
        Page page = Page.pipe();
        RowPrinter printer = RowFormat.JSON.printer(page.outlet());
        printer.columns(List.of(new Column("s", Primitive.STRING), new Column("d", Primitive.DOUBLE)));
        printer.row(List.of(Map.of("k", List.of(1L)), Double.NaN));
        printer.finish();

        JsonNode row = new JsonMapper().readTree(page.text());
        assertThat(row.get("s").get("k").get(0).asLong()).isEqualTo(1);
        assertThat(row.get("d").asText()).isEqualTo("NaN");
    }

    @Test
    void csvTellsNullFromTheEmptyTextAndQuotesWhatItMust() {
        Page page = Page.pipe();
        print(RowFormat.CSV.printer(page.outlet()), row(), Arrays.asList(2L, "", null, null, null, null));

        assertThat(page.text()).isEqualTo("""
                        id,text,price,day,at,tags
                        1,"a
                        b",123456.70,2024-01-31,2024-01-31T12:00:00.123Z,"[x, NULL]"
                        2,"",,,,
                        """);
    }

    @Test
    void noRowsStillShowTheColumns() {
        Page page = Page.pipe();
        print(RowFormat.TABLE.printer(page.outlet()));

        assertThat(page.lines()).hasSize(3).first().asString().startsWith("id");
        assertThat(page.lines()).last().isEqualTo("(0 rows)");
    }

    private static List<Object> row() {
        return List.of(
                1L,
                "a\nb",
                new BigDecimal("123456.70"),
                LocalDate.of(2024, 1, 31),
                Instant.parse("2024-01-31T12:00:00.123Z"),
                new ArrayList<>(Arrays.asList("x", null)));
    }

    @SafeVarargs
    private static void print(RowPrinter printer, List<Object>... rows) {
        printer.columns(COLUMNS);
        for (List<Object> row : rows) {
            assertThat(printer.row(row)).isTrue();
        }
        printer.finish();
    }
}
