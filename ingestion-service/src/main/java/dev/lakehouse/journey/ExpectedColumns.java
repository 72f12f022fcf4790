package dev.lakehouse.journey;

import java.util.Set;
import java.util.TreeSet;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;

/** The columns of a source that its pipeline names: by them a file that is another one's is told. */
final class ExpectedColumns {
    private ExpectedColumns() {}

    static Set<String> of(Pipeline pipeline, Source source) {
        Set<String> expected = new TreeSet<>();
        source.columns().stream()
                .map(column -> BronzeNames.of(column.name(), 1))
                .forEach(expected::add);
        for (SilverTable table : pipeline.silver()) {
            if (table.from().equals(source.name()) && table.sql().isEmpty()) {
                table.columns().stream()
                        .filter(column -> column.expression().isEmpty())
                        .map(SilverColumn::from)
                        .filter(name -> !name.startsWith("_"))
                        .forEach(expected::add);
            }
        }
        return expected;
    }
}
