package dev.lakehouse.decode;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.UnionColumnVector;

/** Nested values of ORC as JSON: maps as objects, dates and times as ISO 8601 has them, bytes as Base64. */
final class OrcJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OrcJson() {}

    static String text(TypeDescription type, ColumnVector vector, int row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(type, vector, row, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(TypeDescription type, ColumnVector vector, int row, JsonGenerator json)
            throws IOException {
        int at = vector.isRepeating ? 0 : row;
        if (!vector.noNulls && vector.isNull[at]) {
            json.writeNull();
            return;
        }
        List<TypeDescription> children = type.getChildren();
        switch (type.getCategory()) {
            case STRUCT -> {
                json.writeStartObject();
                for (int field = 0; field < children.size(); field++) {
                    json.writeFieldName(type.getFieldNames().get(field));
                    write(children.get(field), ((StructColumnVector) vector).fields[field], at, json);
                }
                json.writeEndObject();
            }
            case LIST -> {
                ListColumnVector list = (ListColumnVector) vector;
                json.writeStartArray();
                for (long i = list.offsets[at]; i < list.offsets[at] + list.lengths[at]; i++) {
                    write(children.get(0), list.child, (int) i, json);
                }
                json.writeEndArray();
            }
            case MAP -> {
                MapColumnVector map = (MapColumnVector) vector;
                json.writeStartObject();
                for (long i = map.offsets[at]; i < map.offsets[at] + map.lengths[at]; i++) {
                    json.writeFieldName(scalar(children.get(0), map.keys, (int) i));
                    write(children.get(1), map.values, (int) i, json);
                }
                json.writeEndObject();
            }
            case UNION -> {
                UnionColumnVector union = (UnionColumnVector) vector;
                write(children.get(union.tags[at]), union.fields[union.tags[at]], at, json);
            }
            case BOOLEAN -> json.writeBoolean(((LongColumnVector) vector).vector[at] != 0);
            case BYTE, SHORT, INT, LONG -> json.writeNumber(((LongColumnVector) vector).vector[at]);
            case FLOAT -> json.writeNumber((float) ((DoubleColumnVector) vector).vector[at]);
            case DOUBLE -> json.writeNumber(((DoubleColumnVector) vector).vector[at]);
            case DECIMAL -> json.writeNumber(new BigDecimal(scalar(type, vector, row)));
            default -> json.writeString(scalar(type, vector, row));
        }
    }

    /** A plain value as text, as which keys of maps have to be written. */
    private static String scalar(TypeDescription type, ColumnVector vector, int row) {
        int at = vector.isRepeating ? 0 : row;
        return switch (type.getCategory()) {
            case BOOLEAN -> Boolean.toString(((LongColumnVector) vector).vector[at] != 0);
            case BYTE, SHORT, INT, LONG -> Long.toString(((LongColumnVector) vector).vector[at]);
            case FLOAT, DOUBLE -> Double.toString(((DoubleColumnVector) vector).vector[at]);
            case DATE ->
                LocalDate.ofEpochDay(((LongColumnVector) vector).vector[at]).toString();
            case DECIMAL -> OrcColumn.decimal((DecimalColumnVector) vector, at);
            case TIMESTAMP, TIMESTAMP_INSTANT ->
                Instant.EPOCH
                        .plus(OrcColumn.micros((TimestampColumnVector) vector, at), ChronoUnit.MICROS)
                        .toString();
            case BINARY -> OrcColumn.base64((BytesColumnVector) vector, at);
            case STRING, CHAR, VARCHAR -> OrcColumn.text((BytesColumnVector) vector, at);
            default -> text(type, vector, row);
        };
    }
}
