package dev.lakehouse.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.schema.ColumnType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a file holds, the bounds enclose all of it, in every order in which a reader may compare. */
class FileStatisticsPropertyTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    @Property
    void strings(@ForAll("texts") @NotEmpty List<String> values) {
        Bounds bounds = bounds(
                ColumnType.Primitive.STRING,
                Collections.min(values, BY_CODE_POINT),
                Collections.max(values, BY_CODE_POINT));
        for (Comparator<String> order : List.of(BY_CODE_POINT, Comparator.<String>naturalOrder())) {
            for (String value : values) {
                bounds.min.ifPresent(
                        min -> assertThat(order.compare(min.textValue(), value)).isNotPositive());
                bounds.max.ifPresent(
                        max -> assertThat(order.compare(max.textValue(), value)).isNotNegative());
            }
        }
        for (Optional<JsonNode> bound : List.of(bounds.min, bounds.max)) {
            String text = bound.map(JsonNode::textValue).orElse("");
            assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(StringBounds.LENGTH);
            assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
    }

    @Property
    void doubles(@ForAll("numbers") @NotEmpty List<Double> values) {
        Bounds bounds = bounds(ColumnType.Primitive.DOUBLE, Collections.min(values), Collections.max(values));
        for (double value : values) {
            // Double.compare is the total order that puts -0.0 before 0.0; == the one that does not.
            bounds.min.ifPresent(
                    min -> assertThat(Double.compare(min.doubleValue(), value)).isNotPositive());
            bounds.max.ifPresent(
                    max -> assertThat(Double.compare(max.doubleValue(), value)).isNotNegative());
        }
    }

    @Property
    void decimals(@ForAll("digits") @NotEmpty List<BigInteger> unscaled, @ForAll("scales") int scale) {
        List<BigDecimal> values =
                unscaled.stream().map(digits -> new BigDecimal(digits, scale)).toList();
        ColumnType.Decimal type = new ColumnType.Decimal(38, scale);
        Bounds bounds = bounds(type, Collections.min(values), Collections.max(values));
        for (BigDecimal value : values) {
            bounds.min.ifPresent(min -> {
                assertThat(min.decimalValue()).isLessThanOrEqualTo(value);
                assertThat(asTrinoReads(min)).isLessThanOrEqualTo(value);
            });
            bounds.max.ifPresent(max -> {
                assertThat(max.decimalValue()).isGreaterThanOrEqualTo(value);
                assertThat(asTrinoReads(max)).isGreaterThanOrEqualTo(value);
            });
        }
    }

    @Property
    void timestamps(@ForAll("instants") @NotEmpty List<Instant> values) {
        Bounds bounds = bounds(ColumnType.Primitive.TIMESTAMP, Collections.min(values), Collections.max(values));
        for (Instant value : values) {
            bounds.min.ifPresent(
                    min -> assertThat(Instant.parse(min.textValue())).isBeforeOrEqualTo(value));
            bounds.max.ifPresent(
                    max -> assertThat(Instant.parse(max.textValue())).isAfterOrEqualTo(value));
        }
    }

    @Property
    void dates(@ForAll("days") @NotEmpty List<LocalDate> values) {
        Bounds bounds = bounds(ColumnType.Primitive.DATE, Collections.min(values), Collections.max(values));
        for (LocalDate value : values) {
            bounds.min.ifPresent(
                    min -> assertThat(LocalDate.parse(min.textValue())).isBeforeOrEqualTo(value));
            bounds.max.ifPresent(
                    max -> assertThat(LocalDate.parse(max.textValue())).isAfterOrEqualTo(value));
        }
    }

    @Property
    void integers(@ForAll @NotEmpty List<Long> values) {
        Bounds bounds = bounds(ColumnType.Primitive.BIGINT, Collections.min(values), Collections.max(values));

        assertThat(bounds.min.orElseThrow().longValue()).isEqualTo(Collections.min(values));
        assertThat(bounds.max.orElseThrow().longValue()).isEqualTo(Collections.max(values));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> edges = Arbitraries.of(
                "a",
                "b",
                "~",
                "\u007F",
                "é",
                "\uD7FF",
                "\uE000",
                "\uFF21",
                "\uFFFF",
                "😀",
                "\uD800\uDC00",
                "\uDBFF\uDFFF");
        Arbitrary<String> text = edges.list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts))
                .flatMap(prefix -> Arbitraries.integers()
                        .between(0, 36)
                        .flatMap(length -> edges.list()
                                .ofMaxSize(5)
                                .map(parts -> prefix + "m".repeat(length) + String.join("", parts))));
        return text.list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Double>> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(
                                0.0,
                                -0.0,
                                Double.MIN_VALUE,
                                Double.MAX_VALUE,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<BigInteger>> digits() {
        BigInteger limit = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        return Arbitraries.oneOf(
                        Arbitraries.bigIntegers().between(limit.negate(), limit),
                        Arbitraries.longs().map(BigInteger::valueOf),
                        // Of fifteen digits, yet between two doubles: 49850303134864900 is read as ..896 by some.
                        Arbitraries.longs()
                                .between(90_071_992_547_410L, 999_999_999_999_999L)
                                .map(digits -> BigInteger.valueOf(digits).multiply(BigInteger.valueOf(100))),
                        Arbitraries.bigIntegers().between(BigInteger.valueOf(-100_000), BigInteger.valueOf(100_000)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<Integer> scales() {
        return Arbitraries.integers().between(0, 38);
    }

    @Provide
    Arbitrary<List<Instant>> instants() {
        return Arbitraries.longs()
                .between(-100_000_000_000L, 400_000_000_000L)
                .flatMap(seconds -> Arbitraries.integers()
                        .between(0, 999_999)
                        .map(micros -> Instant.ofEpochSecond(seconds, micros * 1000L)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<LocalDate>> days() {
        return Arbitraries.longs()
                .between(-1_000_000, 4_000_000)
                .map(LocalDate::ofEpochDay)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static BigDecimal asTrinoReads(JsonNode bound) {
        return bound.isIntegralNumber()
                ? bound.decimalValue()
                : new BigDecimal(
                        String.valueOf(Double.parseDouble(bound.decimalValue().toString())));
    }

    private static Bounds bounds(ColumnType type, Object min, Object max) {
        WrittenFile file =
                new WrittenFile("f", 1, 1, Map.of("c", new ColumnRange(Optional.of(min), Optional.of(max), 0)));
        try {
            JsonNode json = JSON.readTree(FileStatistics.json(file, TestTable.schema("c", type)));
            return new Bounds(
                    Optional.ofNullable(json.get("minValues").get("c")),
                    Optional.ofNullable(json.get("maxValues").get("c")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Bounds(Optional<JsonNode> min, Optional<JsonNode> max) {}
}
