package dev.lakehouse.journey;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;

/**
 * One question of one column, in the tongues of three readers.
 *
 * @param duckdb a condition in DuckDB's SQL
 * @param deltaRs the same in DataFusion's
 * @param kernel the same for Delta Kernel
 */
record Probe(String duckdb, String deltaRs, Predicate kernel) {
    private static final int MICROS = 1_000_000;

    /** A value of a column, in three tongues. */
    private record Value(String duckdb, String deltaRs, Literal kernel) {}

    /** Every comparison of a column with its smallest, largest and middle value, and with values that it does not have. */
    static List<Probe> of(PlainDuckDb duckdb, String relation, String column, String type) {
        String name = '"' + column + '"';
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe(name + " is null", name + " is null", new Predicate("IS_NULL", new Column(column))));
        probes.add(new Probe(
                name + " is not null", name + " is not null", new Predicate("IS_NOT_NULL", new Column(column))));
        if (type.startsWith("array<")) {
            return probes;
        }
        for (String text : values(duckdb, relation, name, type)) {
            Value value = value(text, type);
            for (String comparison : List.of("=", "<", ">")) {
                probes.add(new Probe(
                        name + " " + comparison + " " + value.duckdb(),
                        name + " " + comparison + " " + value.deltaRs(),
                        new Predicate(comparison, new Column(column), value.kernel())));
            }
        }
        return probes;
    }

    private static Set<String> values(PlainDuckDb duckdb, String relation, String name, String type) {
        String bare = type.equals("timestamp") ? "epoch_us(" + name + ")" : name;
        String finite = type.equals("double") || type.equals("float") ? " and isfinite(" + name + ")" : "";
        List<String> observed = duckdb.values(
                        "select min(v)::varchar, quantile_disc(v, 0.5)::varchar, max(v)::varchar from" + " (select "
                                + bare + " as v from " + relation + " where " + name + " is not null" + finite + ")")
                .get(0);
        Set<String> values = new LinkedHashSet<>();
        if (observed.get(0).equals("null")) {
            values.addAll(type.equals("string") ? List.of("x") : type.equals("boolean") ? List.of("true") : List.of());
            return values;
        }
        values.addAll(observed);
        observed.forEach(text -> neighbours(text, type).forEach(values::add));
        return values;
    }

    /** Values just beside one, most of which are absent. */
    private static Stream<String> neighbours(String text, String type) {
        if (type.startsWith("decimal")) {
            BigDecimal value = new BigDecimal(text);
            return Stream.of(value.subtract(value.ulp()), value.add(value.ulp()))
                    .filter(near -> near.precision() <= precision(type))
                    .map(BigDecimal::toPlainString);
        }
        return switch (type) {
            case "string" ->
                Stream.of("", text + "~", text.substring(0, text.offsetByCodePoints(0, Math.min(1, text.length()))));
            case "boolean" -> Stream.of("true", "false");
            case "double" -> Stream.of(Double.toString(Math.nextUp(Double.parseDouble(text))), "0.0");
            case "float" -> Stream.of(Float.toString(Math.nextUp(Float.parseFloat(text))), "0.0");
            case "date" ->
                Stream.of(
                                LocalDate.parse(text).minusDays(1),
                                LocalDate.parse(text).plusDays(1))
                        .map(LocalDate::toString);
            default ->
                Stream.of(BigInteger.ONE, BigInteger.ONE.negate())
                        .map(new BigInteger(text)::add)
                        .filter(near -> near.bitLength() < bits(type))
                        .map(BigInteger::toString);
        };
    }

    private static Value value(String text, String type) {
        if (type.startsWith("decimal")) {
            int precision = precision(type);
            BigDecimal decimal = new BigDecimal(text);
            int scale = decimal.scale();
            return new Value(
                    "'" + text + "'::" + type,
                    "arrow_cast('" + text + "', 'Decimal128(" + precision + ", " + scale + ")')",
                    Literal.ofDecimal(decimal, precision, scale));
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        return switch (type) {
            case "string" -> new Value(quoted, quoted, Literal.ofString(text));
            case "boolean" -> new Value(text, text, Literal.ofBoolean(Boolean.parseBoolean(text)));
            case "byte" -> number(text, "tinyint", Literal.ofByte(Byte.parseByte(text)));
            case "short" -> number(text, "smallint", Literal.ofShort(Short.parseShort(text)));
            case "integer" -> number(text, "integer", Literal.ofInt(Integer.parseInt(text)));
            case "long" -> number(text, "bigint", Literal.ofLong(Long.parseLong(text)));
            case "float" ->
                new Value(
                        quoted + "::float",
                        "arrow_cast(" + quoted + ", 'Float32')",
                        Literal.ofFloat(Float.parseFloat(text)));
            case "double" ->
                new Value(
                        quoted + "::double",
                        "arrow_cast(" + quoted + ", 'Float64')",
                        Literal.ofDouble(Double.parseDouble(text)));
            case "date" ->
                new Value("date " + quoted, "date " + quoted, Literal.ofDate((int)
                        LocalDate.parse(text).toEpochDay()));
            case "timestamp" -> timestamp(Long.parseLong(text));
            default -> throw new IllegalArgumentException("no literal for " + type);
        };
    }

    private static Value number(String text, String sqlType, Literal kernel) {
        return new Value("'" + text + "'::" + sqlType, "cast('" + text + "' as " + sqlType + ")", kernel);
    }

    private static Value timestamp(long micros) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS),
                ChronoUnit.MICROS.getDuration().toNanos() * Math.floorMod(micros, MICROS));
        return new Value(
                "make_timestamptz(" + micros + ")",
                "arrow_cast('" + instant + "', 'Timestamp(Microsecond, Some(\"UTC\"))')",
                Literal.ofTimestamp(micros));
    }

    private static int precision(String decimal) {
        return Integer.parseInt(decimal.substring("decimal(".length(), decimal.indexOf(',')));
    }

    private static int bits(String type) {
        return switch (type) {
            case "byte" -> Byte.SIZE;
            case "short" -> Short.SIZE;
            case "integer" -> Integer.SIZE;
            default -> Long.SIZE;
        };
    }
}
