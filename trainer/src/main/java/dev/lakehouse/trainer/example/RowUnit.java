package dev.lakehouse.trainer.example;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feature.EncodedRows;
import dev.lakehouse.trainer.feature.FittedFeatures;

/**
 * The rows of one kind in a few row groups that follow one another: what is read at once.
 *
 * @param groups which row groups of the table
 * @param rows how many rows of the kind they have
 */
record RowUnit(List<Integer> groups, int rows) {
    /** Row groups are put together until they have so many rows of the kind: then few units make a window. */
    private static final int FEWEST = 32_768;

    /** Its rows in memory. Keys are there only where they were asked for. */
    @SuppressWarnings("ArrayRecordComponent") // They are the point; nobody compares them.
    record Content(EncodedRows features, String[] keys) {}

    /** The units of a kind, without those that have no rows. */
    static List<RowUnit> of(Survey survey, int groupCount, RowKind kind) {
        List<RowUnit> units = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        int rows = 0;
        for (int group = 0; group < groupCount; group++) {
            if (survey.rows(group, kind) > 0) {
                groups.add(group);
                rows += survey.rows(group, kind);
            }
            if (rows >= FEWEST || (rows > 0 && group == groupCount - 1)) {
                units.add(new RowUnit(List.copyOf(groups), rows));
                groups.clear();
                rows = 0;
            }
        }
        return units;
    }

    Content read(TableGroups table, RowSorting sorting, FittedFeatures features, RowKind kind, boolean withKeys) {
        EncodedRows encoded = new EncodedRows(features.shape(), rows);
        String[] keys = new String[withKeys ? rows : 0];
        Set<WantedColumn> columns = new LinkedHashSet<>(sorting.columns());
        columns.addAll(features.columns());
        int first = 0;
        for (int group : groups) {
            Map<String, ColumnValues> values = table.read(table.all().get(group), columns);
            SortedRows sorted = sorting.sort(values);
            int[] chosen = sorted.of(kind);
            features.encode(values, chosen, encoded, first);
            for (int row : chosen) {
                if (withKeys) {
                    keys[first] = sorted.key(row);
                }
                encoded.label(first++, sorted.labels()[row]);
            }
        }
        return new Content(encoded, keys);
    }
}
