package dev.lakehouse.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lakehouse.cli.screen.Page;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.table.TableSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunReportTest {
    @Test
    void everyTableIsALineWithItsCountsAndControlKey() {
        Page page = Page.pipe();

        new RunReportScreen(page.outlet()).show(report(done("bronze.pedidos", 0), nothingNew("gold.produtos")));

        assertThat(page.lines())
                .containsExactly(
                        "",
                        "table              in  written  updated  quarantined  files    bytes  seconds  version  key",
                        "──────────────  ─────  ───────  ───────  ───────────  ─────  ───────  ───────  ───────  ───",
                        "bronze.pedidos  1,020    1,000       10           10      2  37.5 KB      0.4        7  246",
                        "gold.produtos       0        0        0            0      0      0 B      0.0        -  579",
                        "",
                        "Done in 1.5 s.");
    }

    @Test
    void countsThatAreRareHaveAColumnOnlyWhereThereAreSome() {
        Page page = Page.pipe();

        new RunReportScreen(page.outlet()).show(report(done("silver.pedidos", 5)));

        assertThat(page.lines().get(1)).contains("superseded").doesNotContain("deleted");
    }

    @Test
    void itFitsAPage() {
        Page page = Page.pipe();
        StageResult large = new StageResult(
                TableName.parse("gold.analise_clientes_pedidos"),
                1,
                20_000_000,
                20_000_000,
                1_000_000,
                0,
                100_000,
                0,
                128,
                1_800_000_000L,
                Duration.ofMinutes(50),
                1_000,
                List.of(),
                List.of());

        new RunReportScreen(page.outlet()).show(report(large));

        assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void noticesAndProblemsFollowTheTable() {
        Page page = Page.pipe();
        StageResult result = new StageResult(
                TableName.parse("bronze.pedidos"),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                1,
                List.of("a new column"),
                List.of("a file is broken"));

        new RunReportScreen(page.outlet()).show(report(result));

        assertThat(page.text())
                .contains("\nnote bronze.pedidos: a new column\n", "\nproblem bronze.pedidos: a file is broken\n")
                .contains("Nothing new; looked in 1.5 s.");
    }

    @Test
    void historiesLeaveOutWhatIsZero() {
        assertThat(HistoryScreen.sentence(
                        Map.of("numSourceRows", 1_020L, "numTargetRowsUpdated", 3L, "numTargetRowsInserted", 0L)))
                .isEqualTo("1,020 in, 3 updated");
        assertThat(HistoryScreen.sentence(Map.of("numOutputRows", 0L))).isEqualTo("no rows");
        assertThat(HistoryScreen.sentence(Map.of("numFiles", 2L))).isEmpty();
    }

    private static RunReport report(StageResult... results) {
        return new RunReport("loja", List.of(results), Duration.ofMillis(1_500));
    }

    private static StageResult done(String table, long superseded) {
        return new StageResult(
                TableName.parse(table),
                1,
                1_020,
                1_000,
                10,
                0,
                10,
                superseded,
                2,
                38_400,
                Duration.ofMillis(350),
                7,
                List.of(),
                List.of());
    }

    private static StageResult nothingNew(String table) {
        return new StageResult(
                TableName.parse(table),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                TableSnapshot.NO_VERSION,
                List.of(),
                List.of());
    }
}
