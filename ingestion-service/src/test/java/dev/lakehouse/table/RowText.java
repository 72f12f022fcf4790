package dev.lakehouse.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Rows as texts that are equal when the values are, whichever program read them: a JSON array per row. Floating-point
 * numbers are the bits of a double, timestamps are microseconds since 1970, dates are ISO, bytes are in hexadecimal; NULL is
 * null.
 */
public final class RowText {
    private static final JsonMapper JSON = new JsonMapper();

    private RowText() {}

    /** Rows whose values are texts already, as sorted lines. */
    public static List<String> sorted(List<? extends List<?>> rows) {
        return rows.stream().map(RowText::line).sorted().toList();
    }

    public static Object floating(double value) {
        return "%016x".formatted(Double.doubleToRawLongBits(value));
    }

    public static Object decimal(BigDecimal value) {
        return value.toPlainString();
    }

    public static Object instant(Instant value) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    public static Object bytes(byte[] value) {
        return HexFormat.of().formatHex(value);
    }

    /** A map's entries, each a list of key and value, in one order whatever the reader's. */
    public static Object map(Map<Object, Object> entries) {
        return entries.entrySet().stream()
                .map(entry -> Arrays.asList(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(RowText::line))
                .toList();
    }

    private static String line(List<?> row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
