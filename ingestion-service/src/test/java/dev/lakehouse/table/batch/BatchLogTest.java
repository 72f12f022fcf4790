package dev.lakehouse.table.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchLogTest {
    private static final Instant TIME = Instant.parse("2024-05-01T10:00:00.123Z");

    @TempDir
    Path home;

    @Test
    void aPlanComesBackAsItWas() {
        BatchLog log = log();
        BatchPlan plan = new BatchPlan(
                0,
                TIME,
                List.of(new PlannedFile("landing/loja/um café \"2\".csv", 12, "12-34")),
                Map.of("silver.pedidos", new VersionRange(-1, 4)),
                "digest");

        assertThat(log.latest()).isEmpty();
        assertThat(log.plan(plan)).isEqualTo(plan);
        assertThat(log().all()).containsExactly(plan);
        assertThat(log().find(0)).contains(plan);
        assertThat(log().find(1)).isEmpty();
        assertThat(home.resolve("ops/batches/bronze.pedidos/00000000000000000000.json"))
                .exists();
    }

    @Test
    void theFirstPlanOfANumberHoldsForEveryProcess() {
        BatchPlan first = plan(3, TIME);
        BatchPlan second = plan(3, TIME.plusSeconds(1));

        assertThat(log().plan(first)).isEqualTo(first);
        assertThat(log().plan(second)).isEqualTo(first);
        assertThat(log().all()).containsExactly(first);
    }

    @Test
    void plansAreInTheOrderOfTheirNumbers() {
        List.of(2L, 10L, 0L, 9L, 100L).forEach(number -> log().plan(plan(number, TIME)));

        assertThat(log().all()).extracting(BatchPlan::number).containsExactly(0L, 2L, 9L, 10L, 100L);
        assertThat(log().latest()).map(BatchPlan::number).contains(100L);
    }

    @Test
    void aTimeIsKeptInMilliseconds() {
        assertThat(log().plan(plan(0, TIME.plusNanos(999_999))).plannedAt()).isEqualTo(TIME);
    }

    @Test
    void aPlanOfANewerVersionIsNotCarriedOut() {
        store("{\"number\":0,\"plannedAt\":\"2024-05-01T10:00:00Z\",\"files\":[],\"inputs\":{},\"shuffle\":true}");

        assertThatThrownBy(() -> log().latest()).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("BATCH_PLAN_TOO_NEW");
            assertThat(e.kind()).isEqualTo(FailureKind.USER);
            assertThat(e.why()).contains("shuffle");
            assertThat(e.what()).contains("ops/batches/bronze.pedidos/00000000000000000000.json");
        });
    }

    @Test
    void aBrokenPlanIsNamed() {
        store("{\"number\":0,\"plannedAt\":");

        assertThatThrownBy(() -> log().all()).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("BATCH_PLAN_BROKEN");
            assertThat(e.kind()).isEqualTo(FailureKind.DATA);
        });
    }

    @Test
    void aPlanWithoutItsTimeIsBroken() {
        store("{\"number\":0,\"files\":[],\"inputs\":{}}");

        assertThatThrownBy(() -> log().latest())
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("BATCH_PLAN_BROKEN"));
    }

    @Test
    void manyPlansOfManyFilesAreReadQuickly() {
        List<PlannedFile> files = new ArrayList<>();
        for (int file = 0; file < 1000; file++) {
            files.add(
                    new PlannedFile("landing/loja/pedidos/2024/pedidos-" + file + ".csv", file, file + "-1700000000"));
        }
        for (int number = 0; number < 100; number++) {
            log().plan(new BatchPlan(number, TIME, files, Map.of(), ""));
        }
        log().all();

        Instant start = Instant.now();
        assertThat(log().all()).hasSize(100);
        // A tenth of what the biggest lakes hold.
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    private void store(String text) {
        new LocalStorage(home)
                .createIfAbsent(
                        new StoragePath("ops/batches/bronze.pedidos/00000000000000000000.json"),
                        text.getBytes(StandardCharsets.UTF_8));
    }

    private BatchLog log() {
        return new BatchLog(new LocalStorage(home), TableName.parse("bronze.pedidos"));
    }

    private static BatchPlan plan(long number, Instant time) {
        return new BatchPlan(number, time, List.of(), Map.of(), "");
    }
}
