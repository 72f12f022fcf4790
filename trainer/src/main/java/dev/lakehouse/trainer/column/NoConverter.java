package dev.lakehouse.trainer.column;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Parquet's readers of columns ask for one, and call it only for whoever reads whole records. */
final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
        return new Leaf();
    }

    @Override
    public void start() {}

    @Override
    public void end() {}

    /** It may stand for a group too: lists have one between the column and its leaf. */
    private static final class Leaf extends PrimitiveConverter {
        @Override
        public boolean isPrimitive() {
            return true;
        }

        @Override
        public GroupConverter asGroupConverter() {
            return new NoConverter();
        }
    }
}
