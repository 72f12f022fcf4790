package dev.lakehouse.generate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import dev.lakehouse.generate.DirtKind.Fate;

/**
 * What landed, counted while it was written.
 *
 * @param orders different orders
 * @param corrections rows that change an order of an earlier day; they are never dirty
 * @param ordersInSilver orders of which at least one row passes the pipeline's rules: so many rows {@code silver.pedidos} has
 * @param customers different customers
 * @param products different products
 * @param rows rows of all files, repeated ones too, headers not
 * @param files files of these days, left alone or written
 * @param filesWritten files that were not there before, or were overwritten
 * @param bytes size of these files
 * @param dirt rows by what is wrong with them; every kind has a count
 */
public record GenerationSummary(
        long orders,
        long corrections,
        long ordersInSilver,
        long customers,
        long products,
        long rows,
        int files,
        int filesWritten,
        long bytes,
        Map<DirtKind, Long> dirt) {
    static final GenerationSummary NOTHING = new GenerationSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    public GenerationSummary {
        Map<DirtKind, Long> counts = new EnumMap<>(DirtKind.class);
        for (DirtKind kind : DirtKind.values()) {
            counts.put(kind, dirt.getOrDefault(kind, 0L));
        }
        dirt = Collections.unmodifiableMap(counts);
    }

    /** How many rows of a table ({@code pedidos}) are to be found in its quarantine. */
    public long quarantined(String table) {
        return DirtKind.of(table).stream()
                .filter(kind -> kind.fate() == Fate.QUARANTINED)
                .mapToLong(dirt::get)
                .sum();
    }

    /** This and what landed on other days. */
    public GenerationSummary plus(GenerationSummary other) {
        Map<DirtKind, Long> both = new EnumMap<>(dirt);
        other.dirt.forEach((kind, count) -> both.merge(kind, count, Long::sum));
        return new GenerationSummary(
                orders + other.orders,
                corrections + other.corrections,
                ordersInSilver + other.ordersInSilver,
                customers + other.customers,
                products + other.products,
                rows + other.rows,
                files + other.files,
                filesWritten + other.filesWritten,
                bytes + other.bytes,
                both);
    }
}
