package dev.lakehouse.trainer.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.trainer.column.ColumnValues;

/** Looks names up among those that are known. */
final class Vocabulary {
    private Vocabulary() {}

    /** The id of each of {@code names}: from 1 on where it is among {@code known}, else 0. */
    static int[] ids(List<String> known, List<String> names) {
        Map<String, Integer> ids = new HashMap<>(2 * known.size());
        for (String name : known) {
            ids.put(name, ids.size() + 1);
        }
        return names.stream().mapToInt(name -> ids.getOrDefault(name, 0)).toArray();
    }

    /** Tells each row by the id that {@code ids} has for its name; 0 where it has none. */
    static RowEncoder encoder(ColumnValues.Names found, int[] ids, int at) {
        return (rows, from, to, encoded) -> {
            for (int row = from; row < to; row++) {
                int id = found.ids()[rows[row]];
                encoded.category(row, at, id == ColumnValues.Names.NULL ? 0 : ids[id]);
            }
        };
    }
}
