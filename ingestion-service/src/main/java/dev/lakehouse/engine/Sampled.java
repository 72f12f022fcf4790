package dev.lakehouse.engine;

import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.Column;

/**
 * What landing files look like.
 *
 * @param columns in their order in the files, each with the narrowest type that all its values fit
 * @param formats by column, the patterns of dates that are not ISO 8601
 * @param decimalComma numbers that are written with a comma
 * @param key the columns that no two rows share, the fewest and leftmost; empty where there are none
 * @param rows how many there are
 */
public record Sampled(
        List<Column> columns,
        Map<String, List<String>> formats,
        List<String> decimalComma,
        List<String> key,
        long rows) {
    public Sampled {
        columns = List.copyOf(columns);
        formats = Map.copyOf(formats);
        decimalComma = List.copyOf(decimalComma);
        key = List.copyOf(key);
    }
}
