package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Gold whose lists are larger than the memory: DuckDB cannot spill them. */
class GoldMemoryTest {
    private static final int ROWS = 600_000;
    private static final int KEYS = 50_000;
    private static final RunOptions GOLD = new RunOptions(Optional.of(Layer.GOLD), Optional.empty(), false);

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws Exception {
        try (FaultLake lake = new FaultLake(folder)) {
            define(lake, "key: [k], load: by-key, changed_keys: { silver.t: [k] }");
            land(lake, "1.parquet", 0, ROWS);
            lake.run(lake.read(), new RunOptions(Optional.of(Layer.BRONZE), Optional.empty(), false));
            lake.run(lake.read(), new RunOptions(Optional.of(Layer.SILVER), Optional.empty(), false));
        }
    }

    @Test
    void itIsComputedInParts() throws Exception {
        try (FaultLake lake = small()) {
            StageResult first = lake.run(lake.read(), GOLD).results().get(0);
            assertThat(first.rowsWritten()).isEqualTo(KEYS);
            assertThat(lake.rows("select count(*), count(distinct k), sum(len(texts)), sum(n) from gold.g"))
                    .containsExactly(KEYS + "|" + KEYS + "|" + ROWS + "|" + ROWS);
        }
        // Each key is touched: the incremental way does not fit either.
        try (FaultLake lake = new FaultLake(folder)) {
            land(lake, "2.parquet", ROWS, ROWS + KEYS);
            lake.run(lake.read(), new RunOptions(Optional.of(Layer.BRONZE), Optional.empty(), false));
            lake.run(lake.read(), new RunOptions(Optional.of(Layer.SILVER), Optional.empty(), false));
        }
        try (FaultLake lake = small()) {
            StageResult second = lake.run(lake.read(), GOLD).results().get(0);
            assertThat(List.of(second.rowsWritten(), second.rowsUpdated(), second.rowsDeleted()))
                    .containsExactly(0L, (long) KEYS, 0L);
            assertThat(lake.rows("select count(*), count(distinct k), sum(len(texts)), sum(n) from gold.g"))
                    .containsExactly(KEYS + "|" + KEYS + "|" + (ROWS + KEYS) + "|" + (ROWS + KEYS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "load: replace",
                "load: replace, key: [k]",
                // Nothing promises that a row depends on its own key alone: it may be a rank.
                "load: by-key, key: [k]"
            })
    void whatCannotBePartedSaysWhatToRaiseAndIsNotWorthARetry(String gold) {
        try (FaultLake lake = small()) {
            define(lake, gold);
            LakehouseException failure =
                    catchThrowableOfType(LakehouseException.class, () -> lake.run(lake.read(), GOLD));
            assertThat(failure.code()).isEqualTo("MEMORY_EXHAUSTED");
            assertThat(failure.kind().retryable()).isFalse();
            assertThat(failure.fix()).contains("LAKEHOUSE_MEMORY");
        }
    }

    private static void define(FaultLake lake, String gold) {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: parquet }
                silver:
                  t: { from: t, load: append, columns: { k: bigint, text: string } }
                gold:
                  g: { sql: g.sql, %s }
                """.formatted(gold));
        lake.sql("g.sql", "select k, count(*) as n, list_sort(list(distinct text)) as texts from silver.t group by k");
    }

    private static void land(FaultLake lake, String name, int from, int to) throws Exception {
        Files.createDirectories(lake.landed("."));
        try (PlainDuckDb duckdb = PlainDuckDb.over(lake.home())) {
            duckdb.execute("copy (select i % " + KEYS + " as k, repeat(md5(i::varchar), 3) as text from range(" + from
                    + ", " + to + ") r(i)) to '" + lake.landed(name) + "'");
        }
    }

    private FaultLake small() {
        Engine engine = new DuckDbEngine(DataSize.parse("100MB"), 2, folder.resolve("scratch"));
        return new FaultLake(folder, new LocalStorage(folder.resolve("lake")), engine);
    }
}
