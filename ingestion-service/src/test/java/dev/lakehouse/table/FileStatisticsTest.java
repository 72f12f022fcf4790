package dev.lakehouse.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FileStatisticsTest {
    @Test
    void theyAreInTheOrderOfTheSchema() {
        TableSchema schema = TestTable.schema(
                "b", ColumnType.Primitive.BIGINT, "a", ColumnType.Primitive.STRING, "c", ColumnType.Primitive.BINARY);
        WrittenFile file = new WrittenFile(
                "f",
                1,
                3,
                Map.of(
                        "a", new ColumnRange(Optional.of("x"), Optional.of("z"), 1),
                        "b", new ColumnRange(Optional.of(-5L), Optional.of(Long.MAX_VALUE), 0),
                        "c", new ColumnRange(Optional.empty(), Optional.empty(), 3)));

        assertThat(FileStatistics.json(file, schema))
                .isEqualTo(
                        "{\"numRecords\":3,\"minValues\":{\"b\":-5,\"a\":\"x\"},"
                                + "\"maxValues\":{\"b\":9223372036854775807,\"a\":\"z\"},\"nullCount\":{\"b\":0,\"a\":1,\"c\":3}}");
    }

    @Test
    void numbersThatJsonLacksAreLeftOut() {
        assertBounds(ColumnType.Primitive.DOUBLE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "", "");
        assertBounds(ColumnType.Primitive.DOUBLE, Double.NaN, Double.NaN, "", "");
        assertBounds(ColumnType.Primitive.DOUBLE, -1.5, Double.POSITIVE_INFINITY, "-1.5", "");
    }

    @Test
    void bothZerosAreWithinABoundOfZero() {
        assertBounds(ColumnType.Primitive.DOUBLE, 0.0, -0.0, "", "0.0");
        assertBounds(ColumnType.Primitive.REAL, -0.0, 0.0, "", "0.0");
    }

    @Test
    void decimalsHaveTheirDigits() {
        ColumnType type = new ColumnType.Decimal(12, 2);
        assertBounds(type, new BigDecimal("-0.01"), new BigDecimal("9999999999.99"), "-0.01", "9999999999.99");
        assertBounds(type, new BigDecimal("100"), new BigDecimal("1E+3"), "100.00", "1000.00");
    }

    @Test
    void decimalsLongerThanADoubleAreRoundedAway() {
        ColumnType type = new ColumnType.Decimal(38, 10);
        assertBounds(
                type,
                new BigDecimal("-1234567890123456.0123456789"),
                new BigDecimal("1234567890123456.0123456789"),
                "-1234567890123470.0000000000",
                "1234567890123470.0000000000");
        assertBounds(
                new ColumnType.Decimal(18, 0),
                new BigDecimal("-999999999999999999"),
                new BigDecimal("999999999999999999"),
                "",
                "");
    }

    @Test
    void timesAreWholeMillisecondsAround() {
        assertBounds(
                ColumnType.Primitive.TIMESTAMP,
                Instant.parse("2024-01-01T00:00:00.999999Z"),
                Instant.parse("2024-01-01T00:00:00.999001Z"),
                "\"2024-01-01T00:00:00.999Z\"",
                "\"2024-01-01T00:00:01.000Z\"");
        assertBounds(
                ColumnType.Primitive.TIMESTAMP,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("1969-12-31T23:59:59.999Z"),
                "\"1969-12-31T23:59:59.999Z\"",
                "\"1969-12-31T23:59:59.999Z\"");
    }

    @Test
    void yearsThatReadersCannotReadAreLeftOut() {
        assertBounds(ColumnType.Primitive.DATE, LocalDate.of(-4, 1, 1), LocalDate.of(10000, 1, 1), "", "");
        assertBounds(
                ColumnType.Primitive.DATE,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                "\"0001-01-01\"",
                "\"9999-12-31\"");
        assertBounds(
                ColumnType.Primitive.TIMESTAMP,
                Instant.parse("-0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                "",
                "");
        assertBounds(ColumnType.Primitive.TIMESTAMP, Instant.MIN, Instant.MAX, "", "");
    }

    @Test
    void longStringsAreCut() {
        String prefix = "x".repeat(31);
        assertBounds(
                ColumnType.Primitive.STRING, prefix + "ab", prefix + "ab", '"' + prefix + "a\"", '"' + prefix + "b\"");
        assertBounds(
                ColumnType.Primitive.STRING, prefix + "a", prefix + "a", '"' + prefix + "a\"", '"' + prefix + "a\"");
    }

    @Test
    void stringsBeyondTheBmpRestOnWhatStandsBeforeThem() {
        assertBounds(ColumnType.Primitive.STRING, "a😀", "a😀", "\"a😀\"", "\"b\"");
        assertBounds(ColumnType.Primitive.STRING, "a\uFF21b", "a\uFF21b", "\"a\"", "\"a\uFF21b\"");
        assertBounds(ColumnType.Primitive.STRING, "😀", "😀", "\"😀\"", "");
        assertBounds(ColumnType.Primitive.STRING, "", "\uFFFF😀", "\"\"", "");
        assertBounds(ColumnType.Primitive.STRING, "a", "a\uD7FF😀", "\"a\"", "\"a\uE000\"");
        assertBounds(ColumnType.Primitive.STRING, "x".repeat(31) + "😀z", "a", '"' + "x".repeat(31) + "😀\"", "\"a\"");
    }

    @Test
    void aStructsNullsAreNotCounted() {
        ColumnType struct = new ColumnType.Struct(TestTable.ID_AND_NAME.columns());
        WrittenFile file =
                new WrittenFile("f", 1, 3, Map.of("s", new ColumnRange(Optional.empty(), Optional.empty(), 2)));

        assertThat(FileStatistics.json(file, TestTable.schema("s", struct)))
                .isEqualTo("{\"numRecords\":3,\"minValues\":{},\"maxValues\":{},\"nullCount\":{}}");
    }

    @Test
    void rowsAreReadFromAnyStatistics() {
        assertThat(FileStatistics.rows("{\"minValues\":{\"numRecords\":1},\"numRecords\":7}"))
                .isEqualTo(7);
        assertThat(FileStatistics.rows("{\"numRecords\":7}")).isEqualTo(7);
        assertThat(FileStatistics.rows("{}")).isEqualTo(-1);
        assertThat(FileStatistics.rows("")).isEqualTo(-1);
        assertThat(FileStatistics.rows("not JSON")).isEqualTo(-1);
    }

    private static void assertBounds(ColumnType type, Object min, Object max, String lower, String upper) {
        WrittenFile file =
                new WrittenFile("f", 1, 1, Map.of("c", new ColumnRange(Optional.of(min), Optional.of(max), 0)));
        String json = FileStatistics.json(file, new TableSchema(java.util.List.of(new Column("c", type))));

        assertThat(json)
                .isEqualTo("{\"numRecords\":1,\"minValues\":{%s},\"maxValues\":{%s},\"nullCount\":{\"c\":0}}"
                        .formatted(member(lower), member(upper)));
    }

    private static String member(String value) {
        return value.isEmpty() ? "" : "\"c\":" + value;
    }
}
