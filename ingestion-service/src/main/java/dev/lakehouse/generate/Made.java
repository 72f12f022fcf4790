package dev.lakehouse.generate;

import java.util.Map;
import java.util.TreeMap;

/**
 * What landed of something else than the shop, counted while it was written.
 *
 * @param things by what they are: {@code plays}, {@code songs}
 * @param rows rows of all files, repeated ones and those that are no rows too
 * @param files files of these days, left alone or written
 * @param filesWritten files that were not there before, or were overwritten
 * @param bytes size of these files
 * @param dirt rows by what is wrong with them
 */
public record Made(
        Map<String, Long> things, long rows, int files, int filesWritten, long bytes, Map<String, Long> dirt) {
    public static final Made NOTHING = new Made(Map.of(), 0, 0, 0, 0, Map.of());

    public Made {
        things = Map.copyOf(things);
        dirt = Map.copyOf(dirt);
    }

    /** This and what landed on other days. */
    public Made plus(Made other) {
        return new Made(
                sum(things, other.things),
                rows + other.rows,
                files + other.files,
                filesWritten + other.filesWritten,
                bytes + other.bytes,
                sum(dirt, other.dirt));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        other.forEach((name, count) -> both.merge(name, count, Long::sum));
        return both;
    }
}
