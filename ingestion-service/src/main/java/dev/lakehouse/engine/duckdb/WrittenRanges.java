package dev.lakehouse.engine.duckdb;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.ColumnRange;

/** Reads what COPY's RETURN_STATS says of a file's columns: text by name, {@code min}, {@code max}, {@code null_count}. */
final class WrittenRanges {
    /** {@code 2024-08-19 11:33:19.5+00}, or without the zone, as DuckDB casts timestamps to text where the time zone is UTC. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[x]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    private WrittenRanges() {}

    static Map<String, ColumnRange> of(Map<?, ?> statistics, TableSchema schema) {
        Map<String, ColumnRange> ranges = new LinkedHashMap<>();
        for (Column column : schema.columns()) {
            if (statistics.get(Sql.name(column.name())) instanceof Map<?, ?> said && said.containsKey("null_count")) {
                ranges.put(column.name(), range(column.type(), said));
            }
        }
        return ranges;
    }

    private static ColumnRange range(ColumnType type, Map<?, ?> said) {
        long nulls = Long.parseLong((String) said.get("null_count"));
        boolean notANumber = "true".equals(said.get("has_nan"));
        Optional<Object> min = notANumber ? Optional.empty() : bound(type, (String) said.get("min"));
        Optional<Object> max = notANumber ? Optional.empty() : bound(type, (String) said.get("max"));
        return new ColumnRange(min, max, nulls);
    }

    /** A bound that cannot be read is left out: that costs time, a wrong one would cost rows. */
    private static Optional<Object> bound(ColumnType type, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(type instanceof Decimal ? new BigDecimal(text) : primitive(type, text));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Object primitive(ColumnType type, String text) {
        if (!(type instanceof Primitive primitive)) {
            return null;
        }
        return switch (primitive) {
            case STRING -> text;
            case BOOLEAN -> truth(text);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
            case REAL -> finite(Float.parseFloat(text));
            case DOUBLE -> finite(Double.parseDouble(text));
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> timestamp(text);
            case BINARY -> null;
        };
    }

    /** DuckDB says 0 and 1. */
    private static Boolean truth(String text) {
        return switch (text) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> null;
        };
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Instant timestamp(String text) {
        return OffsetDateTime.parse(text, TIMESTAMP).toInstant();
    }
}
