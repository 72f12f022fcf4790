package dev.lakehouse.serve.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunQueueTest {
    private static final List<TableName> A = tables("silver.a");
    private static final List<TableName> B = tables("silver.b");
    private static final List<TableName> BOTH = tables("silver.a", "silver.b");

    private final RunQueue queue = new RunQueue(new RunLimits(4, 2, 1, Duration.ZERO));

    @Test
    void aTableHasOneRunAtATimeInTheOrderInWhichTheyCame() throws Exception {
        queue.enter("1", A);
        queue.enter("2", A);
        queue.enter("3", B);

        assertThat(queue.take()).contains("1");
        assertThat(queue.take()).contains("3");
        queue.done("1");
        assertThat(queue.take()).contains("2");
    }

    @Test
    void nobodyOvertakesARunThatWaitsForOneOfItsTables() throws Exception {
        queue.enter("1", A);
        queue.take();
        queue.enter("2", BOTH);
        queue.enter("3", B);
        CompletableFuture<String> next = CompletableFuture.supplyAsync(this::taken);

        assertThat(next).isNotDone();
        queue.done("1");

        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(queue.busy()).isEqualTo(BOTH);
    }

    @Test
    void thereIsRoomForSoManyATableAndSoManyInAll() {
        queue.enter("1", A);
        queue.enter("2", A);
        assertThatThrownBy(() -> queue.requireRoom(BOTH))
                .isInstanceOf(LakehouseException.class)
                .hasMessageContaining("2 runs wait for silver.a already");
        queue.requireRoom(B);
        queue.enter("3", B);
        queue.enter("4", B);
        assertThatThrownBy(() -> queue.requireRoom(tables("gold.c"))).hasMessageContaining("4 runs wait already");
    }

    @Test
    void whatEntersTwiceWaitsOnceAndWhatIsTakenOutIsNotTaken() throws Exception {
        queue.enter("1", A);
        queue.enter("1", A);
        assertThat(queue.waiting()).isEqualTo(1);
        assertThat(queue.remove("1")).isTrue();
        assertThat(queue.remove("1")).isFalse();
        queue.enter("2", A);
        assertThat(queue.take()).contains("2");
        assertThat(queue.remove("2")).isFalse();
        queue.close();
        assertThat(queue.take()).isEmpty();
    }

    private String taken() {
        try {
            return queue.take().orElse("");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<TableName> tables(String... names) {
        return List.of(names).stream().map(TableName::parse).toList();
    }
}
