package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.CommitEntry;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tables that are made anew, by hand or by a full refresh, and batches that another process or another rule meets. */
class MadeAnewTest {
    private static final RunOptions REFRESH_SILVER = new RunOptions(Optional.of(Layer.SILVER), Optional.empty(), true);
    private static final RunOptions BRONZE = new RunOptions(Optional.of(Layer.BRONZE), Optional.empty(), false);

    @TempDir
    private Path folder;

    private LocalStorage storage;

    @BeforeEach
    void open() {
        storage = new LocalStorage(folder.resolve("lake"));
    }

    @Test
    void anInputWhoseVersionWentBackIsReadFromItsBeginning() throws IOException {
        try (FaultLake lake = define(new FaultLake(folder), "quarantine")) {
            lake.land("a.csv", "id,n\n1,1\n").run();
            lake.land("b.csv", "id,n\n2,2\n").run();
            assertThat(lake.rows("select id, n from gold.g order by id")).containsExactly("1|1", "2|2");

            delete(lake.home().resolve("bronze/t"));
            delete(lake.home().resolve("ops/batches/bronze.t"));
            Files.delete(lake.landed("a.csv"));
            lake.land("b.csv", "id,n\n2,20\n3,30\n").run();
            assertThat(lake.rows("select id, n from silver.t order by id")).containsExactly("2|20", "3|30");
            assertThat(lake.rows("select id, n from gold.g order by id")).containsExactly("2|20", "3|30");

            delete(lake.home().resolve("silver/t"));
            delete(lake.home().resolve("ops/batches/silver.t"));
            lake.run();
            assertThat(lake.rows("select id, n from gold.g order by id")).containsExactly("2|20", "3|30");
            lake.land("c.csv", "id,n\n4,40\n").run();
            assertThat(lake.rows("select id, n from gold.g order by id")).containsExactly("2|20", "3|30", "4|40");
        }
    }

    @Test
    void aFullRefreshThatAnotherProcessPlannedOverIsPlannedBehindIt() {
        boolean[] done = {false};
        CrashingStorage raced = new CrashingStorage(storage, Integer.MAX_VALUE) {
            @Override
            public boolean createIfAbsent(StoragePath file, byte[] content) {
                if (file.value().startsWith("ops/batches/silver.t/") && !done[0]) {
                    done[0] = true;
                    try (FaultLake other = new FaultLake(folder)) {
                        other.run();
                    }
                }
                return super.createIfAbsent(file, content);
            }
        };
        try (FaultLake first = define(new FaultLake(folder), "quarantine")) {
            first.land("a.csv", "id,n\n1,1\n").run();
            first.land("b.csv", "id,n\n2,2\n").run(first.read(), BRONZE);
        }
        try (FaultLake lake = new FaultLake(folder, raced)) {
            lake.run(lake.read(), REFRESH_SILVER);
            assertThat(done[0]).isTrue();
            assertThat(lake.rows("select id, n from silver.t order by id")).containsExactly("1|1", "2|2");
            List<CommitEntry> history =
                    Lake.open(storage).table(TableName.parse("silver.t")).history(9);
            assertThat(history)
                    .extracting(entry -> entry.parameters().get("batch") + " "
                            + entry.parameters().get("inputs"))
                    .containsExactly(
                            "2 {\"bronze.t\":{\"from\":-1,\"to\":1}}",
                            "1 {\"bronze.t\":{\"from\":0,\"to\":1}}",
                            "0 {\"bronze.t\":{\"from\":-1,\"to\":0}}");
        }
    }

    @Test
    void whoFollowsTheAdviceOfARuleThatFailsGetsOn() {
        try (FaultLake lake = define(new FaultLake(folder), "fail")) {
            lake.land("a.csv", "id,n\n1,1\n2,-2\n");
            LakehouseException failure = catchThrowableOfType(LakehouseException.class, lake::run);
            assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
            assertThat(failure.code()).isEqualTo("RULE_BROKEN");
            assertThat(failure.what()).isEqualTo("1 row breaks the rule check(positive) of silver.t");
            assertThat(failure.fix()).startsWith("set the rule's action to quarantine and run again");
            assertThat(lake.exists("silver.t")).isFalse();

            define(lake, "quarantine").run();
            assertThat(lake.rows("select id, n from silver.t")).containsExactly("1|1");
            assertThat(lake.rows("select _rule, _batch from silver.t_quarantine"))
                    .containsExactly("check(positive)|0");

            lake.land("b.csv", "id,n\n2,2\n").run();
            assertThat(lake.rows("select id, n from silver.t order by id")).containsExactly("1|1", "2|2");
        }
    }

    private static FaultLake define(FaultLake lake, String action) {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, n: bigint }
                    rules:
                      - check: { name: positive, that: "n > 0", action: %s }
                gold:
                  g: { key: [id], load: by-key, sql: g.sql, changed_keys: { silver.t: [id] } }
                """.formatted(action));
        return lake.sql("g.sql", "select id, n from silver.t");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
