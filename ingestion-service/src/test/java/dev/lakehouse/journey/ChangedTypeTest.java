package dev.lakehouse.journey;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A silver column gets another type: that is told, and a full refresh makes the table anew with it, and gold after it. */
class ChangedTypeTest {
    private static final RunOptions REFRESH = new RunOptions(Optional.empty(), Optional.empty(), true);
    private static final RunOptions REFRESH_SILVER = new RunOptions(Optional.of(Layer.SILVER), Optional.empty(), true);

    @TempDir
    private Path folder;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("scratch"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void validateTellsWhatWillNotFitAndARunStopsAtIt() {
        FaultLake lake = filled("lake");
        define(lake, "string");

        assertThat(new CheckPipeline(Lake.open(lake.storage()), engine).problems(lake.read()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toString())
                            .contains("pipeline.yml:8: silver.t.n is bigint in the lake, and string here");
                    assertThat(problem.fix()).contains("lakehouse run pipeline --full-refresh");
                });
        assertThat(new CheckPipeline(engine).problems(lake.read()))
                .as("without a lake")
                .isEmpty();
        lake.land("c.csv", "id,n\n5,50\n");
        LakehouseException failure = catchThrowableOfType(LakehouseException.class, lake::run);
        assertThat(failure.code()).isEqualTo("TYPE_CHANGED");
        assertThat(failure.fix()).contains("--full-refresh");
    }

    @Test
    void ofASourceTooForBronzeKeepsTheTypesThatItHas() {
        FaultLake lake = declared("bigint");
        lake.land("a.csv", "id,n\n1,10\n").run();
        declared(lake, "decimal(9,2)");

        assertThat(new CheckPipeline(Lake.open(lake.storage()), engine).problems(lake.read()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("pipeline.yml:6: bronze.t.n is bigint in the lake, and decimal(9,2) here")
                        .contains("keep the type bigint here, and cast in silver"));
        lake.land("b.csv", "id,n\n2,2.5\n");
        assertThat(catchThrowableOfType(LakehouseException.class, lake::run).code())
                .isEqualTo("TYPE_CHANGED");

        declared(lake, "bigint").run();
        assertThat(lake.rows("select id, n, _rescued from bronze.t order by id"))
                .containsExactly("1|10|null", "2|null|{\"n\":\"2.5\"}");
    }

    @Test
    void twoDeclaredNamesThatAreOneInBronzeAreToldBeforeARun() {
        FaultLake lake = declared("bigint");
        lake.land("a.csv", "id,n,a_b\n1,2,10\n").run();
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t:
                    path: "in/**"
                    format: csv
                    columns: { a_b: string, n: bigint,
                      "a b": bigint }
                """);

        assertThat(new CheckPipeline(engine).problems(lake.read()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("pipeline.yml:7: 'a_b' and 'a b' are one column in bronze"));
        lake.land("b.csv", "id,n,a_b\n2,2,20\n");
        assertThat(catchThrowableOfType(LakehouseException.class, lake::run).code())
                .isEqualTo("TYPE_CHANGED");
        assertThat(lake.rows("select id from bronze.t")).containsExactly("1");
    }

    private FaultLake declared(String type) {
        return declared(new FaultLake(folder.resolve("s"), new LocalStorage(folder.resolve("s/lake")), engine), type);
    }

    private static FaultLake declared(FaultLake lake, String type) {
        return lake.pipeline("""
                pipeline: pipeline
                sources:
                  t:
                    path: "in/**"
                    format: csv
                    columns: { n: "%s" }
                """.formatted(type));
    }

    @Test
    void aFullRefreshMakesTheTableAnewInOneCommitAndKeepsWhatItWas() {
        FaultLake lake = filled("lake");
        DeltaLog silver = log(lake, "silver/t");
        long before = silver.version();
        define(lake, "string");

        lake.run(lake.read(), REFRESH);

        assertThat(silver.version()).isEqualTo(before + 1);
        assertThat(silver.columns(before)).containsEntry("n", "long");
        assertThat(silver.columns(before + 1)).containsEntry("n", "string");
        assertThat(lake.rows("select id, n, typeof(n) from silver.t order by id"))
                .containsExactly("1|10|VARCHAR", "2|20|VARCHAR", "3|30|VARCHAR");
        assertThat(lake.rows("select sum(n) from silver.t at (version => " + before + ")"))
                .containsExactly("60");
        assertThat(lake.rows("select id, typeof(n) from gold.g order by id"))
                .containsExactly("1|VARCHAR", "2|VARCHAR", "3|VARCHAR");
        assertThat(new CheckPipeline(Lake.open(lake.storage()), engine).problems(lake.read()))
                .isEmpty();
        assertThat(lake.run().results())
                .allSatisfy(result -> assertThat(result.batches()).isZero());

        lake.land("c.csv", "id,n\n3,x\n4,40\n").run();
        assertThat(lake.rows("select id, n from gold.g order by id")).containsExactly("1|10", "2|20", "3|x", "4|40");
    }

    @Test
    void goldFollowsWithoutBeingToldTo() {
        FaultLake lake = filled("lake");
        define(lake, "decimal(9,2)");
        lake.run(lake.read(), REFRESH_SILVER);
        long before = log(lake, "gold/g").version();

        lake.run();

        assertThat(log(lake, "gold/g").version()).isEqualTo(before + 1);
        assertThat(log(lake, "gold/g").columns(before)).containsEntry("n", "long");
        assertThat(lake.rows("select id, n, typeof(n) from gold.g order by id"))
                .containsExactly("1|10.00|DECIMAL(9,2)", "2|20.00|DECIMAL(9,2)", "3|30.00|DECIMAL(9,2)");
    }

    @Test
    void goldGetsTypesThatNothingIsCastToToo() {
        FaultLake lake = filled("lake");
        lake.sql("g.sql", "select id, max(date '2024-01-01' + n::integer) as n from silver.t group by id")
                .run();

        assertThat(lake.rows("select id, n, typeof(n) from gold.g order by id"))
                .containsExactly("1|2024-01-11|DATE", "2|2024-01-21|DATE", "3|2024-01-31|DATE");
        assertThat(lake.rows("select sum(n) from gold.g at (version => 1)")).containsExactly("60");
    }

    @Test
    void aBatchThatWasCutOffBeforeTheTypeChangedDoesNotStandInTheWay() {
        FaultLake lake = filled("lake");
        lake.land("c.csv", "id,n\n4,40\n");
        CrashingStorage dying = new CrashingStorage(new LocalStorage(lake.home()), Integer.MAX_VALUE) {
            @Override
            public void publish(dev.lakehouse.storage.StoragePath into, List<String> names) {
                if (into.value().startsWith("silver/t")) {
                    throw new Crash("before publishing into silver");
                }
                super.publish(into, names);
            }
        };
        assertThatThrownBy(() -> run(lake, dying, RunOptions.ALL)).isInstanceOf(CrashingStorage.Crash.class);
        define(lake, "string");
        assertThat(catchThrowableOfType(LakehouseException.class, lake::run).code())
                .isEqualTo("TYPE_CHANGED");

        lake.run(lake.read(), REFRESH);

        assertThat(lake.rows("select id, n, typeof(n) from gold.g order by id"))
                .containsExactly("1|10|VARCHAR", "2|20|VARCHAR", "3|30|VARCHAR", "4|40|VARCHAR");
    }

    @Test
    void aCrashAtAnyStepLeavesWhatAnotherRefreshFinishes() {
        Map<String, List<String>> expected = Map.of();
        boolean crashed = true;
        int step = -1;
        while (crashed) {
            FaultLake lake = filled("lake" + step);
            define(lake, "string");
            String where = "step " + step;
            try {
                run(
                        lake,
                        new CrashingStorage(new LocalStorage(lake.home()), step < 0 ? Integer.MAX_VALUE : step),
                        REFRESH);
                crashed = step < 0;
            } catch (CrashingStorage.Crash e) {
                where += ": " + e.getMessage();
                assertThat(lake.rows("select id, n from silver.t order by id"))
                        .as("what stands after %s", where)
                        .containsExactly("1|10", "2|20", "3|30");
            }
            if (crashed && step >= 0) {
                lake.run(lake.read(), REFRESH);
            }
            Map<String, List<String>> content = LakeContent.of(lake, new LocalStorage(lake.home()));
            assertThat(lake.rows(
                            "select distinct typeof(n) from silver.t union all select distinct typeof(n) from gold.g"))
                    .as(where)
                    .containsExactly("VARCHAR", "VARCHAR");
            expected = step < 0 ? content : expected;
            assertThat(content).as(where).isEqualTo(expected);
            step++;
        }
        assertThat(step).as("steps at which a refresh was cut off").isGreaterThan(20);
    }

    private FaultLake filled(String name) {
        FaultLake lake = new FaultLake(
                folder.resolve(name), new LocalStorage(folder.resolve(name).resolve("lake")), engine);
        define(lake, "bigint").sql("g.sql", "select id, max(n) as n from silver.t group by id");
        lake.land("a.csv", "id,n\n1,10\n2,20\n").run();
        lake.land("b.csv", "id,n\n3,30\n").run();
        return lake;
    }

    private static FaultLake define(FaultLake lake, String type) {
        return lake.pipeline("""
                pipeline: pipeline
                sources: { t: { path: "in/**", format: csv } }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint,
                      n: "%s" }
                gold:
                  g: { key: [id], load: by-key, sql: g.sql, changed_keys: { silver.t: [id] } }
                """.formatted(type));
    }

    private void run(FaultLake lake, Storage through, RunOptions options) {
        new RunPipeline(Lake.open(through), () -> engine, Clock.systemUTC())
                .run(lake.read(), options, FaultLake.Quiet.LISTENER);
    }

    private static DeltaLog log(FaultLake lake, String table) {
        return new DeltaLog(lake.home().resolve(table));
    }
}
