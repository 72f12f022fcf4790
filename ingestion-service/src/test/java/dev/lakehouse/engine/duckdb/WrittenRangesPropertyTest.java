package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a written file's columns is true of the values that were written, whatever they are. */
class WrittenRangesPropertyTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** A column's values, null among them, and how two of them compare in Delta's order. */
    private record Values(ColumnType type, List<Object> values) {
        String literal(int row) {
            Object value = values.get(row);
            String name = DuckDbTypes.name(type);
            if (value == null) {
                return "null::" + name;
            }
            if (value instanceof Instant instant) {
                return "make_timestamptz(" + (instant.getEpochSecond() * MICROS + instant.getNano() / NANOS_PER_MICRO)
                        + ")";
            }
            String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
            return Sql.text(text) + "::" + name;
        }
    }

    @Property(tries = 120)
    void boundsAndNullsAreThoseOfTheData(@ForAll("tables") List<Values> table) throws SQLException, IOException {
        int rows = table.get(0).values().size();
        TableSchema schema = new TableSchema(IntStream.range(0, table.size())
                .mapToObj(at -> new Column("c" + at, table.get(at).type()))
                .toList());
        Path folder = Files.createTempDirectory("ranges");
        try (Session session =
                new Session(DriverManager.getConnection("jdbc:duckdb:"), 1, new DecodedFunction(), new StopSignal())) {
            session.execute("create table t (number bigint, "
                    + schema.columns().stream()
                            .map(column -> column.name() + " " + DuckDbTypes.name(column.type()))
                            .collect(Collectors.joining(", "))
                    + ")");
            for (int row = 0; row < rows; row++) {
                int at = row;
                session.execute("insert into t values (" + row + ", "
                        + table.stream().map(values -> values.literal(at)).collect(Collectors.joining(", ")) + ")");
            }
            String names = String.join(", ", schema.names());
            List<WrittenFile> files = new ParquetOutput(session, folder, 7)
                    .ordered("select " + names + " from t order by number", schema, Progress.NONE);

            assertThat(files).hasSize(1);
            WrittenFile file = files.get(0);
            assertThat(file.rows()).isEqualTo(rows);
            assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve(file.name())));
            for (int at = 0; at < table.size(); at++) {
                check(table.get(at), file.ranges().get("c" + at));
            }
        } finally {
            delete(folder);
        }
    }

    private static void check(Values column, ColumnRange range) {
        List<Object> values = column.values().stream().filter(Objects::nonNull).toList();
        assertThat(range).as(column.toString()).isNotNull();
        assertThat(range.nulls())
                .as(column.toString())
                .isEqualTo(column.values().size() - values.size());
        boolean notANumber = values.stream().anyMatch(value -> value instanceof Double number && number.isNaN());
        if (values.isEmpty() || notANumber) {
            assertThat(range.min()).as(column.toString()).isEmpty();
            assertThat(range.max()).as(column.toString()).isEmpty();
            return;
        }
        Comparator<Object> order = WrittenRangesPropertyTest::compare;
        bound(column, range.min(), values.stream().min(order).orElseThrow());
        bound(column, range.max(), values.stream().max(order).orElseThrow());
    }

    private static void bound(Values column, Optional<Object> said, Object value) {
        if (value instanceof Double number && number.isInfinite()) {
            assertThat(said).as(column.toString()).isEmpty();
            return;
        }
        assertThat(said).as(column.toString()).isPresent();
        assertThat(compare(said.orElseThrow(), value))
                .as(said + " of " + column)
                .isZero();
    }

    /** Text by code points, as its UTF-8 bytes compare; the two zeros are one. */
    private static int compare(Object one, Object other) {
        if (one instanceof Double number) {
            return Double.compare(number + 0.0, (Double) other + 0.0);
        }
        if (one instanceof String text) {
            return Arrays.compare(
                    text.codePoints().toArray(), ((String) other).codePoints().toArray());
        }
        if (one instanceof BigDecimal decimal) {
            return decimal.compareTo((BigDecimal) other);
        }
        @SuppressWarnings("unchecked")
        Comparable<Object> comparable = (Comparable<Object>) one;
        return comparable.compareTo(other);
    }

    @Provide
    Arbitrary<List<Values>> tables() {
        Arbitrary<Decimal> decimals = Arbitraries.integers()
                .between(1, Decimal.MAX_PRECISION)
                .flatMap(precision ->
                        Arbitraries.integers().between(0, precision).map(scale -> new Decimal(precision, scale)));
        return Combinators.combine(Arbitraries.integers().between(1, 30), decimals, decimals)
                .flatAs((rows, one, other) -> {
                    List<Arbitrary<Values>> columns = new ArrayList<>();
                    for (Primitive type : Primitive.values()) {
                        if (type != Primitive.BINARY) {
                            columns.add(column(type, primitive(type), rows));
                        }
                    }
                    columns.add(column(one, decimal(one), rows));
                    columns.add(column(other, decimal(other), rows));
                    return Combinators.combine(columns).as(values -> values);
                });
    }

    private static Arbitrary<Values> column(ColumnType type, Arbitrary<?> values, int rows) {
        return Arbitraries.of(0.0, 0.1, 0.6, 1.0)
                .flatMap(nulls -> values.map(value -> (Object) value)
                        .injectNull(nulls)
                        .list()
                        .ofSize(rows))
                .map(list -> new Values(type, list));
    }

    private static Arbitrary<?> primitive(Primitive type) {
        return switch (type) {
            case STRING -> texts();
            case BOOLEAN -> Arbitraries.of(true, false);
            case TINYINT -> Arbitraries.longs().between(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> Arbitraries.longs().between(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> Arbitraries.longs().between(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> Arbitraries.longs();
            case REAL ->
                Arbitraries.frequencyOf(
                        Tuple.of(30, Arbitraries.floats().map(value -> (double) (float) value)),
                        Tuple.of(5, specials()));
            case DOUBLE -> Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.doubles()), Tuple.of(5, specials()));
            case DATE ->
                Arbitraries.longs()
                        .between(FIRST_DAY.toEpochDay(), LAST_DAY.toEpochDay())
                        .map(LocalDate::ofEpochDay);
            case TIMESTAMP ->
                Arbitraries.longs()
                        .between(-62_135_596_800L * MICROS, 253_402_300_799L * MICROS)
                        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
            case BINARY -> throw new IllegalArgumentException("bytes have no bounds");
        };
    }

    private static Arbitrary<Double> specials() {
        return Arbitraries.frequency(
                Tuple.of(10, -0.0),
                Tuple.of(10, 0.0),
                Tuple.of(1, Double.NaN),
                Tuple.of(1, Double.POSITIVE_INFINITY),
                Tuple.of(1, Double.NEGATIVE_INFINITY));
    }

    /** Short, long and very long ones; of ASCII, of the plane above the surrogates, and of all planes. */
    private static Arbitrary<String> texts() {
        Arbitrary<Integer> points = Arbitraries.oneOf(
                Arbitraries.integers().between(' ', '~'),
                Arbitraries.integers().between(0xE000, 0xFFFD),
                Arbitraries.integers().between(0x10000, 0x10FFFF),
                Arbitraries.integers().between(1, 0xD7FF));
        Arbitrary<String> free = points.list().ofMaxSize(80).map(WrittenRangesPropertyTest::text);
        Arbitrary<String> alike = points.list().ofMaxSize(3).map(list -> "x".repeat(31) + text(list));
        return Arbitraries.oneOf(free, alike, Arbitraries.of("", "\uDBFF\uDFFF".repeat(40), "\uFFFD".repeat(33)));
    }

    private static String text(List<Integer> points) {
        int[] all = points.stream().mapToInt(Integer::intValue).toArray();
        return new String(all, 0, all.length);
    }

    private static Arbitrary<BigDecimal> decimal(Decimal type) {
        BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        return Arbitraries.bigIntegers()
                .between(most.negate(), most)
                .map(unscaled -> new BigDecimal(unscaled, type.scale()));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
