package dev.lakehouse.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.lakehouse.cli.progress.RunTalk.Loudness;
import dev.lakehouse.cli.screen.Page;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Progress.Unit;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {
    private static final TableName PEDIDOS = TableName.parse("silver.pedidos");

    @Test
    void aLineComesEveryTenSecondsWithRateAndRemainingTime() {
        Page page = Page.pipe();
        AtomicLong clock = new AtomicLong();
        Progress progress = new LineProgress(page.outlet(), "bronze.pedidos", clock::get);

        progress.begin("reading", 400L << 20, Unit.BYTES);
        advance(progress, clock, 9, 0.2);
        assertThat(page.text()).isEmpty();
        advance(progress, clock, 2, 0.25);
        advance(progress, clock, 5, 0.5);
        advance(progress, clock, 6, 0.75);

        assertThat(page.lines())
                .containsExactly(
                        "bronze.pedidos: reading, 25% of 400 MB, 9.1 MB/s, 33.0 s left",
                        "bronze.pedidos: reading, 75% of 400 MB, 13.6 MB/s, 7.0 s left");
    }

    @Test
    void workThatHasNotAdvancedHasNoRate() {
        Page page = Page.pipe();
        AtomicLong clock = new AtomicLong();
        Progress progress = new LineProgress(page.outlet(), "gold.x", clock::get);

        progress.begin("computing gold.x", 1_000, Unit.ROWS);
        advance(progress, clock, 11, 0);

        assertThat(page.lines()).containsExactly("computing gold.x, 0% of 1,000 rows");
    }

    @Test
    void aPipeHearsOfStartAndEndOfWork() {
        Page page = Page.pipe();
        RunTalk talk = new RunTalk(page.outlet(), Loudness.ALL);

        Progress progress = talk.started(PEDIDOS);
        assertThat(talk.current()).contains(PEDIDOS);
        progress.begin("reading", 10, Unit.ROWS);
        progress.end();
        progress.begin("writing", 10, Unit.ROWS);
        progress.end();
        talk.finished(result(1, List.of()));

        assertThat(talk.current()).isEmpty();
        assertThat(page.lines())
                .containsExactly(
                        "  silver.pedidos: started",
                        "✓ silver.pedidos: 1,020 in, 900 written, 90 updated, 10 superseded, 20 quarantined, 1.5 s");
    }

    @Test
    void aTableWithNothingNewTakesNoLineButOneWithAProblemDoes() {
        Page page = Page.pipe();
        RunTalk talk = new RunTalk(page.outlet(), Loudness.ALL);

        talk.started(PEDIDOS);
        talk.finished(result(0, List.of()));
        assertThat(page.text()).isEmpty();
        talk.finished(result(0, List.of("a file is broken")));

        assertThat(page.lines()).containsExactly("! silver.pedidos: nothing new");
        assertThat(talk.finished()).hasSize(2);
    }

    @Test
    void machinesAreNotTalkedTo() {
        Page page = Page.terminal(120);
        RunTalk talk = new RunTalk(page.outlet(), Loudness.QUIET);

        assertThat(talk.started(PEDIDOS)).isSameAs(Progress.NONE);
        talk.finished(result(1, List.of()));

        assertThat(page.text()).isEmpty();
    }

    @Test
    void aTerminalSeesABarThatIsGoneInTheEnd() throws InterruptedException {
        Page page = Page.terminal(120);
        Progress progress = ProgressDisplay.of(page.outlet(), "bronze.pedidos");

        progress.begin("reading", 136L << 20, Unit.BYTES);
        progress.advance(0.5);
        awaitText(page, "136 MB");
        progress.end();

        assertThat(page.text())
                .contains("bronze.pedidos: reading")
                .contains("136 MB")
                .endsWith("\r\u001b[K");
        assertThat(page.text().split("\r", -1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(120));
    }

    /** The bar is drawn by a thread of the library's, which a busy machine may start late. */
    private static void awaitText(Page page, String text) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!page.text().contains(text) && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }

    private static void advance(Progress progress, AtomicLong clock, int seconds, double fraction) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
        progress.advance(fraction);
    }

    private static StageResult result(int batches, List<String> problems) {
        return new StageResult(
                PEDIDOS,
                batches,
                1_020,
                900,
                90,
                0,
                20,
                10,
                1,
                1 << 20,
                Duration.ofMillis(1_500),
                3,
                List.of(),
                problems);
    }
}
