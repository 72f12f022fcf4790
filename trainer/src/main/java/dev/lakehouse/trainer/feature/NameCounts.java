package dev.lakehouse.trainer.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/** Counts names, and knows the most frequent ones; of equally frequent ones those that come first in the alphabet. */
final class NameCounts implements FeatureFitting {
    /** More are not counted: each takes about 100 bytes. */
    static final int MOST = 1_000_000;

    private final WantedColumn column;
    private final int most;
    private final Function<List<String>, FittedFeature> feature;
    private final Map<String, Long> counts = new HashMap<>();

    private NameCounts(WantedColumn column, int most, Function<List<String>, FittedFeature> feature) {
        this.column = column;
        this.most = most;
        this.feature = feature;
    }

    static NameCounts ofCategory(String column, int most) {
        WantedColumn wanted = new WantedColumn(column, WantedColumn.Form.NAME);
        return new NameCounts(wanted, most, names -> new FittedCategory(column, names));
    }

    static NameCounts ofSet(String column, int most) {
        WantedColumn wanted = new WantedColumn(column, WantedColumn.Form.NAMES);
        return new NameCounts(wanted, most, names -> new FittedSet(column, names));
    }

    @Override
    public WantedColumn column() {
        return column;
    }

    @Override
    public void take(ColumnValues values, int[] rows) {
        if (values instanceof ColumnValues.Names found) {
            long[] seen = new long[found.names().size()];
            for (int row : rows) {
                if (found.ids()[row] != ColumnValues.Names.NULL) {
                    seen[found.ids()[row]]++;
                }
            }
            add(found.names(), seen);
        } else {
            ColumnValues.NameLists lists = (ColumnValues.NameLists) values;
            long[] seen = new long[lists.names().size()];
            for (int row : rows) {
                for (int i = lists.starts()[row]; i < lists.starts()[row + 1]; i++) {
                    seen[lists.ids()[i]]++;
                }
            }
            add(lists.names(), seen);
        }
    }

    private void add(List<String> names, long[] seen) {
        for (int id = 0; id < seen.length; id++) {
            if (seen[id] > 0) {
                counts.merge(names.get(id), seen[id], Long::sum);
            }
        }
        if (counts.size() > MOST) {
            throw FeatureFailures.tooManyNames(column.name(), MOST);
        }
    }

    @Override
    public FittedFeature fitted() {
        if (counts.isEmpty()) {
            throw FeatureFailures.empty(column.name());
        }
        List<Map.Entry<String, Long>> frequent = new ArrayList<>(counts.entrySet());
        frequent.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return feature.apply(
                frequent.stream().limit(most).map(Map.Entry::getKey).toList());
    }
}
