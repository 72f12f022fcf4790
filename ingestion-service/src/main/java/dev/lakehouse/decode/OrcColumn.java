package dev.lakehouse.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;

/**
 * A column of ORC (ORC specification v1, "Types"). What Delta has no plain type for (structs, lists, maps, unions) is text in JSON.
 *
 * @param landed its type in the file
 * @param type its type as a column
 */
record OrcColumn(TypeDescription landed, ColumnType type) {
    private static final long SECOND_IN_MICROS = 1_000_000;
    private static final long MILLI_IN_SECONDS = 1000;
    private static final long MICRO_IN_NANOS = 1000;

    static OrcColumn of(TypeDescription landed) {
        ColumnType type = switch (landed.getCategory()) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case BYTE -> Primitive.TINYINT;
            case SHORT -> Primitive.SMALLINT;
            case INT -> Primitive.INTEGER;
            case LONG -> Primitive.BIGINT;
            case FLOAT -> Primitive.REAL;
            case DOUBLE -> Primitive.DOUBLE;
            case DATE -> Primitive.DATE;
            case TIMESTAMP, TIMESTAMP_INSTANT -> Primitive.TIMESTAMP;
            case BINARY -> Primitive.BINARY;
            case DECIMAL -> new Decimal(landed.getPrecision(), landed.getScale());
            default -> Primitive.STRING;
        };
        return new OrcColumn(landed, type);
    }

    /** Puts the value of a row, if it has one. */
    void put(RowBatch batch, int place, ColumnVector vector, int row) {
        int at = vector.isRepeating ? 0 : row;
        if (!vector.noNulls && vector.isNull[at]) {
            return;
        }
        switch (landed.getCategory()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, DATE -> batch.put(place, ((LongColumnVector) vector).vector[at]);
            case FLOAT, DOUBLE -> batch.put(place, ((DoubleColumnVector) vector).vector[at]);
            case TIMESTAMP, TIMESTAMP_INSTANT -> batch.put(place, micros((TimestampColumnVector) vector, at));
            case STRING, CHAR, VARCHAR -> batch.put(place, text((BytesColumnVector) vector, at));
            case BINARY -> batch.put(place, base64((BytesColumnVector) vector, at));
            case DECIMAL -> batch.put(place, decimal((DecimalColumnVector) vector, at));
            default -> batch.put(place, OrcJson.text(landed, vector, row));
        }
    }

    static String text(BytesColumnVector vector, int at) {
        return new String(vector.vector[at], vector.start[at], vector.length[at], StandardCharsets.UTF_8);
    }

    static String base64(BytesColumnVector vector, int at) {
        return Base64.getEncoder()
                .encodeToString(
                        Arrays.copyOfRange(vector.vector[at], vector.start[at], vector.start[at] + vector.length[at]));
    }

    static String decimal(DecimalColumnVector vector, int at) {
        return vector.vector[at].getHiveDecimal().bigDecimalValue().toPlainString();
    }

    /** A vector's time is in milliseconds, its nanoseconds are those of the second. */
    static long micros(TimestampColumnVector vector, int at) {
        return Math.floorDiv(vector.time[at], MILLI_IN_SECONDS) * SECOND_IN_MICROS + vector.nanos[at] / MICRO_IN_NANOS;
    }
}
