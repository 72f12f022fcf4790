package dev.lakehouse.engine;

import java.time.Instant;
import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.DataFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Statistics of other writers, as they were found in their tables. */
class FileSkippingTest {
    @Test
    void decimalsThatDeltaRsTookForDoublesSayNothing() {
        // delta-rs 1.6.6, of 10000000000000000.004 and of 99999999999.0000004.
        assertThat(mayHold(new Decimal(20, 3), "1e+16", "c:eq:10000000000000000.004"))
                .isTrue();
        assertThat(mayHold(new Decimal(20, 7), "99999999999.0", "c:eq:99999999999.0000004"))
                .isTrue();
        assertThat(mayHold(new Decimal(12, 2), "19.90", "c:eq:19.90")).isTrue();
        assertThat(mayHold(new Decimal(12, 2), "19.90", "c:eq:19.91")).isFalse();
    }

    @Test
    void timesMayLieBehindTheirMilliseconds() {
        assertThat(mayHold(Primitive.TIMESTAMP, "\"2024-01-01T00:00:00.123Z\"", "c:eq:2024-01-01T00:00:00.123999Z"))
                .isTrue();
        assertThat(mayHold(Primitive.TIMESTAMP, "\"2024-01-01T00:00:00.123Z\"", "c:gt:2024-01-01T00:00:00.125Z"))
                .isFalse();
    }

    @Test
    void whatIsMissingOrBrokenSaysNothing() {
        List<Condition> conditions = conditions(Primitive.BIGINT, "c:eq:7");
        for (String statistics : List.of(
                "",
                "{",
                "{}",
                "{\"numRecords\":1}",
                "{\"numRecords\":1,\"minValues\":{\"c\":\"a\"},\"maxValues\":{\"c\":null}}")) {
            assertThat(FileSkipping.mayHold(file(statistics), conditions))
                    .as(statistics)
                    .isTrue();
        }
    }

    private static boolean mayHold(ColumnType type, String bound, String condition) {
        String statistics =
                "{\"numRecords\":1,\"minValues\":{\"c\":%s},\"maxValues\":{\"c\":%s},\"nullCount\":{\"c\":0}}"
                        .formatted(bound, bound);
        return FileSkipping.mayHold(file(statistics), conditions(type, condition));
    }

    private static List<Condition> conditions(ColumnType type, String condition) {
        return List.of(Condition.parse(condition, new TableSchema(List.of(new Column("c", type)))));
    }

    private static DataFile file(String statistics) {
        return new DataFile("f.parquet", 1, Instant.EPOCH, 1, statistics);
    }
}
