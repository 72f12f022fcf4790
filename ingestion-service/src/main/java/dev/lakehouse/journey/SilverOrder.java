package dev.lakehouse.journey;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverTable;

/** A pipeline's silver tables, each after those that its rules refer to, else in the order of the file. */
final class SilverOrder {
    private final Pipeline pipeline;
    private final Set<SilverTable> ordered = new LinkedHashSet<>();

    private SilverOrder(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The pipeline was validated: its references go in no circle. */
    static List<SilverTable> of(Pipeline pipeline) {
        SilverOrder order = new SilverOrder(pipeline);
        pipeline.silver().forEach(order::add);
        return List.copyOf(order.ordered);
    }

    private void add(SilverTable table) {
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.References references
                    && !references.table().equals(table.name())) {
                pipeline.silver().stream()
                        .filter(other -> other.name().equals(references.table()))
                        .forEach(this::add);
            }
        }
        ordered.add(table);
    }
}
