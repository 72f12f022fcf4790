package dev.lakehouse.trainer.example;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Split;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feature.StableHash;

/** Says which part a row is in. */
sealed interface SplitRule {
    /** The column that it looks at beside the key. */
    default Optional<WantedColumn> column() {
        return Optional.empty();
    }

    /** What a row of a row group, which has a label, is for; {@code times} are the values of {@link #column}. */
    RowKind kind(long keyHash, Optional<ColumnValues> times, int row);

    /** All rows of a key go one way, whatever else the table holds and whichever model asks. */
    record ByKey(int validation, int test) implements SplitRule {
        private static final double TO_PERCENT = 100 * 0x1p-53;

        ByKey(Split.ByKey split) {
            this(split.validation(), split.test());
        }

        @Override
        public RowKind kind(long keyHash, Optional<ColumnValues> times, int row) {
            // Stirred once more, for hashed features go by the same bits.
            double percent = (StableHash.of(keyHash) >>> 11) * TO_PERCENT;
            if (percent < test) {
                return RowKind.TEST;
            }
            return percent < test + validation ? RowKind.VALIDATION : RowKind.TRAIN;
        }
    }

    /**
     * The newest days are the test, those before them the validation, and of each part's days its own keys alone: the other keys' rows
     * are in no part. Were keys left out of the earlier parts only where they come back later, those would keep the keys that never do.
     *
     * @param validationFrom the validation's first day, since 1970
     * @param testFrom the test's first day
     * @param gap days before each of them that are in no part
     */
    record ByTime(String time, long validationFrom, long testFrom, int gap) implements SplitRule {
        /** A quarter of the keys each for the validation and the test: of the shares of days, fewer rows than these would be left. */
        private static final ByKey KEYS = new ByKey(25, 25);

        /** Finds the days from how many rows each day has. Where a single day has more than its share, it is whole in a part. */
        static ByTime of(Split.ByTime split, NavigableMap<Long, Long> rowsOfDays) {
            long total = rowsOfDays.values().stream().mapToLong(Long::longValue).sum();
            long testFrom = from(rowsOfDays, total * split.test() / 100);
            long validationFrom = from(
                    rowsOfDays.headMap(lastBefore(testFrom, split.gapDays()), true), total * split.validation() / 100);
            return new ByTime(split.column(), validationFrom, testFrom, split.gapDays());
        }

        private static long from(NavigableMap<Long, Long> rowsOfDays, long most) {
            if (rowsOfDays.isEmpty()) {
                return Long.MIN_VALUE / 2;
            }
            long from = rowsOfDays.lastKey();
            long rows = 0;
            for (Map.Entry<Long, Long> day : rowsOfDays.descendingMap().entrySet()) {
                rows += day.getValue();
                if (rows > most) {
                    break;
                }
                from = day.getKey();
            }
            return from;
        }

        /** A label that looks so many days ahead, from this day on, ends where {@code from} begins. */
        private static long lastBefore(long from, int gap) {
            return from - Math.max(1, gap);
        }

        @Override
        public Optional<WantedColumn> column() {
            return Optional.of(new WantedColumn(time, WantedColumn.Form.DAY));
        }

        @Override
        public RowKind kind(long keyHash, Optional<ColumnValues> times, int row) {
            ColumnValues.Wholes days = (ColumnValues.Wholes) times.orElseThrow();
            if (days.nulls()[row]) {
                return RowKind.LEFT_OUT;
            }
            RowKind kind = kind(days.values()[row]);
            return kind == KEYS.kind(keyHash, times, row) ? kind : RowKind.LEFT_OUT;
        }

        private RowKind kind(long day) {
            if (day >= testFrom) {
                return RowKind.TEST;
            }
            if (day >= validationFrom) {
                return day <= lastBefore(testFrom, gap) ? RowKind.VALIDATION : RowKind.LEFT_OUT;
            }
            return day <= lastBefore(validationFrom, gap) ? RowKind.TRAIN : RowKind.LEFT_OUT;
        }
    }
}
