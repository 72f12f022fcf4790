package dev.lakehouse.trainer.example;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Model.Task;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feature.StableHash;

/** Reads of each row what it is for: its key, its label and so its part. */
final class RowSorting {
    private final Model model;
    private final SplitRule rule;
    private final WantedColumn key;
    private final WantedColumn label;

    RowSorting(Model model, TableSchema schema, SplitRule rule) {
        this.model = model;
        this.rule = rule;
        boolean text = schema.findAnyCase(model.key())
                .map(Column::type)
                .filter(ColumnType.Primitive.STRING::equals)
                .isPresent();
        this.key = new WantedColumn(model.key(), text ? WantedColumn.Form.NAME : WantedColumn.Form.WHOLE);
        this.label = new WantedColumn(
                model.label(), model.task() == Task.BINARY ? WantedColumn.Form.WHOLE : WantedColumn.Form.NUMBER);
    }

    /** The columns to read. */
    Set<WantedColumn> columns() {
        Set<WantedColumn> columns = new LinkedHashSet<>();
        columns.add(key);
        columns.add(label);
        rule.column().ifPresent(columns::add);
        return columns;
    }

    /** What each row of a row group is for. */
    SortedRows sort(Map<String, ColumnValues> values) {
        ColumnValues labels = values.get(label.name());
        boolean[] labelled = new boolean[labels.rows()];
        float[] told = labels instanceof ColumnValues.Wholes wholes
                ? classes(wholes, labelled)
                : amounts((ColumnValues.Numbers) labels, labelled);
        ColumnValues keys = values.get(key.name());
        long[] hashes = keys instanceof ColumnValues.Wholes wholes ? hashes(wholes) : hashes((ColumnValues.Names) keys);
        Optional<ColumnValues> times = rule.column().map(column -> values.get(column.name()));
        RowKind[] kinds = new RowKind[labelled.length];
        for (int row = 0; row < kinds.length; row++) {
            kinds[row] = labelled[row] ? rule.kind(hashes[row], times, row) : RowKind.UNLABELLED;
        }
        return new SortedRows(kinds, told, keys);
    }

    private float[] classes(ColumnValues.Wholes labels, boolean[] labelled) {
        float[] told = new float[labelled.length];
        for (int row = 0; row < told.length; row++) {
            long value = labels.values()[row];
            if (value >>> 1 != 0) {
                throw ExampleFailures.labelNotBinary(model, value);
            }
            labelled[row] = !labels.nulls()[row];
            told[row] = (float) value;
        }
        return told;
    }

    private float[] amounts(ColumnValues.Numbers labels, boolean[] labelled) {
        float[] told = new float[labelled.length];
        for (int row = 0; row < told.length; row++) {
            double value = labels.values()[row];
            told[row] = (float) value;
            // Looked at as the network takes it: of 32 bits, 1e39 is an infinity.
            if (!Float.isFinite(told[row])) {
                throw ExampleFailures.labelNotFinite(model, value);
            }
            labelled[row] = !labels.nulls()[row];
        }
        return told;
    }

    private long[] hashes(ColumnValues.Wholes keys) {
        long[] hashes = new long[keys.rows()];
        for (int row = 0; row < hashes.length; row++) {
            if (keys.nulls()[row]) {
                throw ExampleFailures.keyMissing(model);
            }
            hashes[row] = StableHash.of(keys.values()[row]);
        }
        return hashes;
    }

    private long[] hashes(ColumnValues.Names keys) {
        long[] known = keys.names().stream().mapToLong(StableHash::of).toArray();
        long[] hashes = new long[keys.rows()];
        for (int row = 0; row < hashes.length; row++) {
            if (keys.ids()[row] == ColumnValues.Names.NULL) {
                throw ExampleFailures.keyMissing(model);
            }
            hashes[row] = known[keys.ids()[row]];
        }
        return hashes;
    }
}
