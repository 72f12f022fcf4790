package dev.lakehouse.trainer.example;

import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Sets of thousands of names, in a memory of 512 MB. */
class WideRowsTest {
    private static final long MEMORY = 512L << 20;
    private static final FeedShape NARROW = new FeedShape(List.of("x"), List.of(), List.of());
    private static final FeedShape WIDE = new FeedShape(List.of("x"), List.of(), List.of(new Category("s", 5001)));
    private static final FeedShape WIDEST =
            new FeedShape(List.of("x"), List.of(), List.of(new Category("s", 100_001), new Category("t", 100_001)));

    @Test
    void fewerOfThemAreTakenAtOnce() {
        assertThat(NARROW.rowsAtOnce(8192)).isEqualTo(8192);
        assertThat(WIDE.rowsAtOnce(8192) * WIDE.bytesOfRow()).isBetween(15_000_000L, 17_000_000L);
        assertThat(WIDEST.rowsAtOnce(8192)).isEqualTo(20);
    }

    @Test
    void fewerBatchesOfThemWait() {
        assertThat(ExampleBatches.ahead(MEMORY / 16, 256 * NARROW.bytesOfRow())).isEqualTo(8);
        assertThat(ExampleBatches.ahead(MEMORY / 16, 512 * WIDE.bytesOfRow())).isEqualTo(3);
        assertThat(ExampleBatches.ahead(MEMORY / 16, 8192 * WIDE.bytesOfRow())).isEqualTo(1);
    }

    /** The number of such a batch's values is none that Java's arrays can have. */
    @Test
    void aBatchThatTheMemoryCannotHoldIsSaid() {
        assertThatCode(() -> ExampleFeed.checkBatch(256, WIDE.bytesOfRow(), MEMORY))
                .doesNotThrowAnyException();
        LakehouseException failure = catchThrowableOfType(
                LakehouseException.class, () -> ExampleFeed.checkBatch(65_536, WIDEST.bytesOfRow(), MEMORY));
        assertThat(failure.code()).isEqualTo("BATCH_TOO_LARGE");
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.what()).isEqualTo("65,536 rows at once take 52,430 MB by these features");
        assertThat(failure.fix()).contains("a 'batch_size' of at most 83");
    }
}
