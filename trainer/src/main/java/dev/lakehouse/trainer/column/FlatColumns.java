package dev.lakehouse.trainer.column;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Turns pages into the arrays of one column. What it has no way for, it leaves to {@link ColumnDecoder}. */
final class FlatColumns {
    private FlatColumns() {}

    /** The column's values; {@link PlainPages.OtherPagesException} where it has to be read another way. */
    static ColumnValues read(WantedColumn wanted, PrimitiveType type, PlainPages pages, int rows) {
        return switch (wanted.form()) {
            case NUMBER -> {
                Numbers taker = new Numbers(type, rows);
                boolean[] nulls = pages.read(taker);
                yield new ColumnValues.Numbers(taker.spread(nulls), nulls);
            }
            case WHOLE -> wholes(type, pages, rows);
            case DAY -> {
                // Timestamps are divided by Parquet's readers' values.
                if (type.getPrimitiveTypeName() != PrimitiveTypeName.INT32) {
                    throw new PlainPages.OtherPagesException();
                }
                yield wholes(type, pages, rows);
            }
            case NAME -> {
                Names taker = new Names(type, rows);
                boolean[] nulls = pages.read(taker);
                yield taker.spread(nulls);
            }
            case NAMES -> throw new PlainPages.OtherPagesException();
        };
    }

    private static ColumnValues wholes(PrimitiveType type, PlainPages pages, int rows) {
        Wholes taker = new Wholes(type, rows);
        boolean[] nulls = pages.read(taker);
        return new ColumnValues.Wholes(taker.spread(nulls), nulls);
    }

    private static final class Numbers implements PlainPages.Taker {
        private final PrimitiveTypeName type;
        private final double unit;
        private final double[] values;
        private double[] known = new double[0];
        private int count;

        Numbers(PrimitiveType type, int rows) {
            this.type = type.getPrimitiveTypeName();
            this.unit = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                    ? Math.pow(10, decimal.getScale())
                    : 1;
            this.values = new double[rows];
        }

        @Override
        public void dictionary(Dictionary dictionary) {
            IntToDoubleFunction decode = switch (type) {
                case INT32 -> id -> dictionary.decodeToInt(id) / unit;
                case INT64 -> id -> dictionary.decodeToLong(id) / unit;
                case FLOAT -> dictionary::decodeToFloat;
                case DOUBLE -> dictionary::decodeToDouble;
                default -> throw new PlainPages.OtherPagesException();
            };
            known = new double[dictionary.getMaxId() + 1];
            Arrays.setAll(known, decode);
        }

        @Override
        public void ids(int[] ids) {
            for (int id : ids) {
                values[count++] = known[id];
            }
        }

        @Override
        public void plain(ByteBuffer from, int present) {
            for (int i = 0; i < present; i++) {
                values[count++] = switch (type) {
                    case INT32 -> from.getInt() / unit;
                    case INT64 -> from.getLong() / unit;
                    case FLOAT -> from.getFloat();
                    case DOUBLE -> from.getDouble();
                    default -> throw new PlainPages.OtherPagesException();
                };
            }
        }

        double[] spread(boolean[] nulls) {
            for (int row = nulls.length - 1, from = count; from <= row; row--) {
                values[row] = nulls[row] ? 0 : values[--from];
            }
            return values;
        }
    }

    private static final class Wholes implements PlainPages.Taker {
        private final PrimitiveTypeName type;
        private final long[] values;
        private long[] known = new long[0];
        private int count;

        Wholes(PrimitiveType type, int rows) {
            this.type = type.getPrimitiveTypeName();
            this.values = new long[rows];
        }

        @Override
        public void dictionary(Dictionary dictionary) {
            IntToLongFunction decode = switch (type) {
                case INT32 -> dictionary::decodeToInt;
                case INT64 -> dictionary::decodeToLong;
                default -> throw new PlainPages.OtherPagesException();
            };
            known = new long[dictionary.getMaxId() + 1];
            Arrays.setAll(known, decode);
        }

        @Override
        public void ids(int[] ids) {
            for (int id : ids) {
                values[count++] = known[id];
            }
        }

        @Override
        public void plain(ByteBuffer from, int present) {
            int start = from.position();
            for (int i = 0; i < present; i++) {
                values[count++] = switch (type) {
                    case INT32 -> from.getInt();
                    case INT64 -> from.getLong();
                    case BOOLEAN -> from.get(start + i / Byte.SIZE) >>> i % Byte.SIZE & 1;
                    default -> throw new PlainPages.OtherPagesException();
                };
            }
        }

        long[] spread(boolean[] nulls) {
            for (int row = nulls.length - 1, from = count; from <= row; row--) {
                values[row] = nulls[row] ? 0 : values[--from];
            }
            return values;
        }
    }

    private static final class Names implements PlainPages.Taker {
        private final Map<String, Integer> ids = new HashMap<>();
        private final int[] values;
        private int[] known = new int[0];
        private int count;

        Names(PrimitiveType type, int rows) {
            LogicalTypeAnnotation marked = type.getLogicalTypeAnnotation();
            if (type.getPrimitiveTypeName() != PrimitiveTypeName.BINARY
                    || !(marked == null || marked instanceof StringLogicalTypeAnnotation)) {
                throw new PlainPages.OtherPagesException();
            }
            this.values = new int[rows];
        }

        @Override
        public void dictionary(Dictionary dictionary) {
            known = new int[dictionary.getMaxId() + 1];
            Arrays.setAll(known, id -> id(dictionary.decodeToBinary(id).toStringUsingUTF8()));
        }

        private int id(String name) {
            return ids.computeIfAbsent(name, added -> ids.size());
        }

        @Override
        public void ids(int[] found) {
            for (int id : found) {
                values[count++] = known[id];
            }
        }

        @Override
        public void plain(ByteBuffer from, int present) {
            byte[] bytes = new byte[64];
            for (int i = 0; i < present; i++) {
                int length = from.getInt();
                bytes = length > bytes.length ? new byte[length] : bytes;
                from.get(bytes, 0, length);
                values[count++] = id(new String(bytes, 0, length, StandardCharsets.UTF_8));
            }
        }

        ColumnValues spread(boolean[] nulls) {
            for (int row = nulls.length - 1, from = count; from <= row; row--) {
                values[row] = nulls[row] ? ColumnValues.Names.NULL : values[--from];
            }
            String[] names = new String[ids.size()];
            ids.forEach((name, id) -> names[id] = name);
            return new ColumnValues.Names(values, Arrays.asList(names));
        }
    }
}
