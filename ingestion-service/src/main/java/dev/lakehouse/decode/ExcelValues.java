package dev.lakehouse.decode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.dhatim.fastexcel.reader.Cell;

/**
 * Cells as text: numbers with all of their digits, dates as ISO 8601 where the cell's format shows a date, {@code true} and
 * {@code false}, and of formulas the value that was last computed.
 */
final class ExcelValues {
    private static final LocalDate FIRST = LocalDate.of(1899, 12, 31);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);

    /** Excel takes 1900 for a leap year: what it calls day 60 has never been. */
    private static final long DAY_THAT_NEVER_WAS = 60;

    private static final long DAYS = 2_958_466;
    private static final long DAY_IN_MILLIS = 86_400_000;
    private static final int EXACT_DIGITS = 15;
    private static final int DIGITS_OF_A_DOUBLE = 17;

    private final boolean from1904;
    private final Map<String, ExcelFormat> formats = new HashMap<>();

    ExcelValues(boolean from1904) {
        this.from1904 = from1904;
    }

    /** Empty where there is none. */
    String text(Cell cell) {
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.getValue() == null ? "" : cell.getValue().toString();
            case BOOLEAN -> bool(raw);
            case ERROR -> raw == null ? "" : raw;
            case NUMBER -> raw == null ? "" : number(raw, format(cell));
            case FORMULA -> formula(cell, raw);
        };
    }

    private String formula(Cell cell, String raw) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal && raw != null) {
            return number(raw, format(cell));
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        String text = value == null ? raw : value.toString();
        return text == null ? "" : text;
    }

    private static String bool(String raw) {
        return raw == null ? "" : raw.equals("1") ? "true" : raw.equals("0") ? "false" : raw;
    }

    private ExcelFormat format(Cell cell) {
        Integer id = cell.getDataFormatId();
        String text = cell.getDataFormatString();
        return formats.computeIfAbsent(id + " " + text, any -> ExcelFormat.of(id, text));
    }

    private String number(String raw, ExcelFormat format) {
        try {
            BigDecimal number = new BigDecimal(raw.strip());
            return format == ExcelFormat.NUMBER
                    ? digits(raw.strip(), number)
                    : date(number, format).orElse(raw);
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    /** Excel writes 17 digits of a number that it holds as a double; the shortest that mean the same double are as exact. */
    private static String digits(String raw, BigDecimal number) {
        int precision = number.precision();
        if (precision <= EXACT_DIGITS || precision > DIGITS_OF_A_DOUBLE) {
            return raw;
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number.doubleValue())).stripTrailingZeros();
        return shortest.precision() < precision ? shortest.toPlainString() : raw;
    }

    private Optional<String> date(BigDecimal number, ExcelFormat format) {
        double serial = number.doubleValue();
        if (serial < 0 || serial >= DAYS) {
            return Optional.empty();
        }
        long millis = Math.round(serial * DAY_IN_MILLIS);
        long days = Math.floorDiv(millis, DAY_IN_MILLIS);
        LocalTime time = LocalTime.MIDNIGHT.plus(Math.floorMod(millis, DAY_IN_MILLIS), ChronoUnit.MILLIS);
        if (format == ExcelFormat.TIME && days == 0) {
            return Optional.of(time(time));
        }
        LocalDate day = from1904
                ? FIRST_OF_1904.plusDays(days)
                : FIRST.plusDays(days > DAY_THAT_NEVER_WAS - 1 ? days - 1 : days);
        boolean plain = format == ExcelFormat.DATE && time.equals(LocalTime.MIDNIGHT);
        return Optional.of(plain ? day.toString() : day + "T" + time(time));
    }

    /** With seconds, always. */
    private static String time(LocalTime time) {
        String text = time.toString();
        return text.length() == "00:00".length() ? text + ":00" : text;
    }
}
