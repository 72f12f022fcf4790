package dev.lakehouse.decode;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** Nested values of Avro as JSON: dates and times as ISO 8601 has them, bytes as Base64, and unions as what they hold. */
final class AvroJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MILLI_IN_NANOS = 1_000_000;
    private static final long MICRO_IN_NANOS = 1000;

    private AvroJson() {}

    /** The value as JSON; one that is a text in JSON, as that text. */
    static String text(Schema schema, Object value) {
        if (value instanceof Number number) {
            return scalar(schema, number.longValue());
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(schema, value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Schema schema, Object value, JsonGenerator json) throws IOException {
        switch (schema.getType()) {
            case RECORD -> {
                json.writeStartObject();
                IndexedRecord record = (IndexedRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    json.writeFieldName(field.name());
                    write(field.schema(), record.get(field.pos()), json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (Object element : (Collection<?>) value) {
                    write(schema.getElementType(), element, json);
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    write(schema.getValueType(), entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case UNION -> write(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, json);
            case NULL -> json.writeNull();
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INT, LONG -> {
                if (schema.getLogicalType() == null) {
                    json.writeNumber(((Number) value).longValue());
                } else {
                    json.writeString(scalar(schema, ((Number) value).longValue()));
                }
            }
            case FLOAT -> json.writeNumber((Float) value);
            case DOUBLE -> json.writeNumber((Double) value);
            case BYTES, FIXED -> writeBytes(schema, AvroField.bytes(value), json);
            case STRING, ENUM -> json.writeString(value.toString());
        }
    }

    private static void writeBytes(Schema schema, byte[] bytes, JsonGenerator json) throws IOException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            json.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
        } else {
            json.writeString(Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static String scalar(Schema schema, long value) {
        return switch (schema.getLogicalType() == null
                ? ""
                : schema.getLogicalType().getName()) {
            case "date" -> LocalDate.ofEpochDay(value).toString();
            case "time-millis" -> LocalTime.ofNanoOfDay(value * MILLI_IN_NANOS).toString();
            case "time-micros" -> LocalTime.ofNanoOfDay(value * MICRO_IN_NANOS).toString();
            case "timestamp-millis", "local-timestamp-millis" ->
                Instant.ofEpochMilli(value).toString();
            case "timestamp-micros", "local-timestamp-micros" ->
                Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
            case "timestamp-nanos", "local-timestamp-nanos" ->
                Instant.EPOCH.plusNanos(value).toString();
            default -> Long.toString(value);
        };
    }
}
