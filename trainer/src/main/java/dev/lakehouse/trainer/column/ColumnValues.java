package dev.lakehouse.trainer.column;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** What one column holds in the rows of one row group. The arrays are not copied: whoever gets them leaves them as they are. */
@SuppressWarnings("ArrayRecordComponent") // They are the point; nobody compares them.
public sealed interface ColumnValues {
    /** How many rows. */
    int rows();

    /** Numbers; where {@code nulls} is true there is none, and 0 in its place. A NaN is a NaN of the file. */
    record Numbers(double[] values, boolean[] nulls) implements ColumnValues {
        public Numbers {
            requireNonNull(values, "values is null");
            requireNonNull(nulls, "nulls is null");
        }

        @Override
        public int rows() {
            return values.length;
        }
    }

    /** Whole numbers, days since 1970 or, as 1 and 0, true and false; where {@code nulls} is true there is none, and 0. */
    record Wholes(long[] values, boolean[] nulls) implements ColumnValues {
        public Wholes {
            requireNonNull(values, "values is null");
            requireNonNull(nulls, "nulls is null");
        }

        @Override
        public int rows() {
            return values.length;
        }
    }

    /** Names as places in {@code names}, each of which stands there once; {@link #NULL} where there is none. */
    record Names(int[] ids, List<String> names) implements ColumnValues {
        /** The id of no name. */
        public static final int NULL = -1;

        public Names {
            requireNonNull(ids, "ids is null");
            requireNonNull(names, "names is null");
        }

        @Override
        public int rows() {
            return ids.length;
        }
    }

    /**
     * Lists of names: those of row i are {@code ids} from {@code starts[i]} to before {@code starts[i + 1]}. A list that is null
     * is empty, and elements that are null are left out.
     */
    record NameLists(int[] starts, int[] ids, List<String> names) implements ColumnValues {
        public NameLists {
            requireNonNull(starts, "starts is null");
            requireNonNull(ids, "ids is null");
            requireNonNull(names, "names is null");
        }

        @Override
        public int rows() {
            return starts.length - 1;
        }
    }
}
