package dev.lakehouse.trainer.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** How a value of a Parquet column is read as a number, a whole number or a day ("Logical Type Definitions" of the format). */
final class LeafValues {
    private static final long MILLIS_OF_DAY = TimeUnit.DAYS.toMillis(1);
    private static final long MICROS_OF_DAY = TimeUnit.DAYS.toMicros(1);
    private static final long NANOS_OF_DAY = TimeUnit.DAYS.toNanos(1);
    /** INT96 counts days from the Julian day 0; this is that of 1970-01-01. */
    private static final int JULIAN_EPOCH = 2_440_588;

    private static final int NANOS_BYTES = 8;

    private LeafValues() {}

    interface OfNumber {
        double read(ColumnReader reader);
    }

    interface OfWhole {
        long read(ColumnReader reader);
    }

    static OfNumber number(PrimitiveType type, Function<String, RuntimeException> unfit) {
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(type.getPrimitiveTypeName(), decimal.getScale(), type, unfit);
        }
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> ColumnReader::getInteger;
            case INT64 -> ColumnReader::getLong;
            case FLOAT -> ColumnReader::getFloat;
            case DOUBLE -> ColumnReader::getDouble;
            case BOOLEAN -> reader -> reader.getBoolean() ? 1 : 0;
            default -> throw unfit.apply(type.toString());
        };
    }

    private static OfNumber decimal(
            PrimitiveTypeName physical, int scale, PrimitiveType type, Function<String, RuntimeException> unfit) {
        // Up to 10^22 a power of ten is exact as a double, and so the quotient is the double next to the decimal.
        double unit = Math.pow(10, scale);
        return switch (physical) {
            case INT32 -> reader -> reader.getInteger() / unit;
            case INT64 -> reader -> reader.getLong() / unit;
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                reader -> new BigDecimal(new BigInteger(reader.getBinary().getBytes()), scale).doubleValue();
            default -> throw unfit.apply(type.toString());
        };
    }

    static OfWhole whole(PrimitiveType type, Function<String, RuntimeException> unfit) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> ColumnReader::getInteger;
            case INT64 -> ColumnReader::getLong;
            case BOOLEAN -> reader -> reader.getBoolean() ? 1 : 0;
            default -> throw unfit.apply(type.toString());
        };
    }

    static OfWhole day(PrimitiveType type, Function<String, RuntimeException> unfit) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> ColumnReader::getInteger;
            case INT64 -> {
                if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
                    long day = switch (timestamp.getUnit()) {
                        case MILLIS -> MILLIS_OF_DAY;
                        case MICROS -> MICROS_OF_DAY;
                        case NANOS -> NANOS_OF_DAY;
                    };
                    yield reader -> Math.floorDiv(reader.getLong(), day);
                }
                throw unfit.apply(type.toString());
            }
            case INT96 -> reader -> julian(reader.getBinary());
            default -> throw unfit.apply(type.toString());
        };
    }

    private static long julian(Binary bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.getInt(NANOS_BYTES) - (long) JULIAN_EPOCH + Math.floorDiv(buffer.getLong(0), NANOS_OF_DAY);
    }
}
