package dev.lakehouse.trainer.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
}
