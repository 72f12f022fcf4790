package dev.lakehouse.table;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;

/**
 * What a data file holds, as JSON (Delta protocol, "Per-file Statistics"). Engines skip files by it, so a bound that is too
 * narrow by anything loses rows; where none can be stated that holds for every reader, it is left out.
 */
final class FileStatistics {
    private static final JsonFactory JSON = new JsonFactory();

    /** Trino reads numbers with a point as doubles, which keep 15 digits of any decimal. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private FileStatistics() {}

    static String json(WrittenFile file, TableSchema schema) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("numRecords", file.rows());
            writeBounds(json, "minValues", file, schema, true);
            writeBounds(json, "maxValues", file, schema, false);
            writeNulls(json, file, schema);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** How many rows a file holds according to its statistics, or -1 where they do not say. */
    static long rows(String statistics) {
        if (statistics.isEmpty()) {
            return -1;
        }
        try (JsonParser json = JSON.createParser(statistics)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean rows = json.currentName().equals("numRecords");
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && rows) {
                    return json.getLongValue();
                }
                json.skipChildren();
            }
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static void writeBounds(
            JsonGenerator json, String name, WrittenFile file, TableSchema schema, boolean lower) throws IOException {
        json.writeObjectFieldStart(name);
        for (Column column : schema.columns()) {
            ColumnRange range = file.ranges().get(column.name());
            if (range != null) {
                Optional<Object> bound = lower ? range.min() : range.max();
                if (bound.isPresent()) {
                    writeBound(json, column, bound.get(), lower);
                }
            }
        }
        json.writeEndObject();
    }

    private static void writeNulls(JsonGenerator json, WrittenFile file, TableSchema schema) throws IOException {
        json.writeObjectFieldStart("nullCount");
        for (Column column : schema.columns()) {
            ColumnRange range = file.ranges().get(column.name());
            // A struct's count would have to be an object with its fields' counts, which nobody took.
            if (range != null && !(column.type() instanceof ColumnType.Struct)) {
                json.writeNumberField(column.name(), range.nulls());
            }
        }
        json.writeEndObject();
    }

    private static void writeBound(JsonGenerator json, Column column, Object bound, boolean lower) throws IOException {
        String name = column.name();
        if (bound instanceof Long number) {
            json.writeNumberField(name, number);
        } else if (bound instanceof Double number) {
            // -0.0 would be the minimum that holds in both orders of the zeros, but Delta Kernel reads it as 0.0.
            boolean lowerZero = lower && number == 0;
            if (Double.isFinite(number) && !lowerZero) {
                json.writeNumberField(name, number == 0 ? 0.0 : number);
            }
        } else if (bound instanceof BigDecimal number) {
            Optional<BigDecimal> safe = decimal(number, (ColumnType.Decimal) column.type(), lower);
            if (safe.isPresent()) {
                json.writeFieldName(name);
                json.writeNumber(safe.get().toPlainString());
            }
        } else {
            Optional<String> text = text(bound, lower);
            if (text.isPresent()) {
                json.writeStringField(name, text.get());
            }
        }
    }

    private static Optional<BigDecimal> decimal(BigDecimal bound, ColumnType.Decimal type, boolean lower) {
        RoundingMode outwards = lower ? RoundingMode.FLOOR : RoundingMode.CEILING;
        BigDecimal safe = bound.setScale(type.scale(), outwards);
        if (safe.precision() > DIGITS_OF_A_DOUBLE) {
            BigDecimal rounded = safe.round(new MathContext(DIGITS_OF_A_DOUBLE, outwards));
            // Half a double's step can lie inwards, and JDKs before 19 print it as it is (JDK-4511638): one unit clears
            // it.
            BigDecimal cleared = lower ? rounded.subtract(rounded.ulp()) : rounded.add(rounded.ulp());
            safe = cleared.setScale(type.scale(), outwards);
        }
        return Optional.of(safe).filter(value -> value.precision() <= type.precision());
    }

    private static Optional<String> text(Object bound, boolean lower) {
        if (bound instanceof String string) {
            return lower ? StringBounds.lower(string) : StringBounds.upper(string);
        }
        if (bound instanceof LocalDate date) {
            return Optional.of(date).filter(day -> isPlainYear(day.getYear())).map(LocalDate::toString);
        }
        if (bound instanceof Instant instant) {
            return milliseconds(instant, lower);
        }
        // Trino cannot copy a boolean's bounds into a checkpoint, and hardly any file is without one of the two.
        return Optional.empty();
    }

    /** Readers that know no more than milliseconds, and those that cut them off, must find the value within. */
    private static Optional<String> milliseconds(Instant instant, boolean lower) {
        try {
            Instant floor = Instant.ofEpochMilli(instant.toEpochMilli());
            Instant bound = lower || floor.equals(instant) ? floor : floor.plusMillis(1);
            return Optional.of(bound)
                    .filter(time -> isPlainYear(time.atOffset(ZoneOffset.UTC).getYear()))
                    .map(MILLISECONDS::format);
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Beyond these years the text has a sign, which readers do not expect. */
    private static boolean isPlainYear(int year) {
        return year >= 1 && year <= 9999;
    }
}
