package dev.lakehouse.trainer.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Gives each name of one row group an id, in the order in which they come. */
abstract class NameIds {
    private final List<String> names = new ArrayList<>();

    /** The id of the reader's current value. */
    abstract int read(ColumnReader reader);

    final List<String> names() {
        return names;
    }

    final int add(String name) {
        names.add(name);
        return names.size() - 1;
    }

    static NameIds of(PrimitiveType type, Function<String, RuntimeException> unfit) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32, INT64, BOOLEAN -> new OfWholes(LeafValues.whole(type, unfit), type);
            case BINARY -> {
                // Old writers marked texts by nothing at all; a decimal or JSON is something else.
                if (type.getLogicalTypeAnnotation() == null
                        || type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation) {
                    yield new OfTexts();
                }
                throw unfit.apply(type.toString());
            }
            default -> throw unfit.apply(type.toString());
        };
    }

    private static final class OfTexts extends NameIds {
        private final Map<Binary, Integer> ids = new HashMap<>();
        private Binary last;
        private int lastId;

        @Override
        @SuppressWarnings("ReferenceEquality") // Of a dictionary the same object comes for the same name.
        int read(ColumnReader reader) {
            Binary value = reader.getBinary();
            if (value != last) {
                Integer known = ids.get(value);
                if (known == null) {
                    known = add(value.toStringUsingUTF8());
                    ids.put(value.copy(), known);
                }
                last = value;
                lastId = known;
            }
            return lastId;
        }
    }

    private static final class OfWholes extends NameIds {
        private final Map<Long, Integer> ids = new HashMap<>();
        private final LeafValues.OfWhole values;
        private final boolean truth;

        OfWholes(LeafValues.OfWhole values, PrimitiveType type) {
            this.values = values;
            this.truth = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN;
        }

        @Override
        int read(ColumnReader reader) {
            long value = values.read(reader);
            return ids.computeIfAbsent(
                    value, added -> add(truth ? Boolean.toString(added == 1) : Long.toString(added)));
        }
    }
}
