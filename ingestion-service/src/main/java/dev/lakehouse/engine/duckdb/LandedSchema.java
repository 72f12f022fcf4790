package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.lakehouse.config.pipeline.SchemaEvolution;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;

/**
 * A bronze table's columns behind some landing files.
 *
 * @param schema what it has from now on
 * @param outside columns that landed, and that its source does not let in
 */
record LandedSchema(TableSchema schema, Set<String> outside) {
    LandedSchema {
        outside = Set.copyOf(outside);
    }

    /**
     * Lets columns in as the source says.
     *
     * @param before the table's columns behind the files before these
     * @param what the files are, in a few words
     */
    static LandedSchema of(IngestWork work, TableSchema before, List<Column> landed, String what) {
        SchemaEvolution evolution = work.source().evolution();
        // A table whose first files could not be read has provenance alone.
        boolean isNew = work.known().columns().stream().allMatch(column -> ProvenanceColumns.ALL.contains(column));
        if (isNew || evolution == SchemaEvolution.ADD_COLUMNS) {
            return new LandedSchema(grown(before, landed), Set.of());
        }
        TableSchema known = work.known().plus(BronzeNames.declared(work.source()));
        List<Column> inside = new ArrayList<>();
        Set<String> outside = new TreeSet<>();
        for (Column column : landed) {
            if (known.findAnyCase(column.name()).isPresent()) {
                inside.add(column);
            } else {
                outside.add(column.name());
            }
        }
        if (evolution == SchemaEvolution.FAIL && !outside.isEmpty()) {
            throw refused(work, outside, what);
        }
        return new LandedSchema(grown(before, inside), outside);
    }

    private static TableSchema grown(TableSchema before, List<Column> landed) {
        return before.columns().isEmpty() ? new TableSchema(landed).plus(ProvenanceColumns.ALL) : before.plus(landed);
    }

    private static LakehouseException refused(IngestWork work, Set<String> outside, String what) {
        String source = work.source().name();
        return new LakehouseException(
                FailureKind.DATA,
                "COLUMN_NOT_KNOWN",
                what
                        + (outside.size() == 1 ? " has a new column: " : " has new columns: ")
                        + String.join(", ", new TreeSet<>(outside)),
                work.source().table() + " does not have " + (outside.size() == 1 ? "it" : "them") + ", and the source "
                        + source + " says schema_evolution: fail; nothing of the batch was taken in",
                "declare what is to be let in, as sources: { " + source + ": { columns: { "
                        + new TreeSet<>(outside).first()
                        + ": string } } }, or set schema_evolution to add-columns, rescue or none");
    }
}
