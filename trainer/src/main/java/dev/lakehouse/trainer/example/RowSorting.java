package dev.lakehouse.trainer.example;

import java.util.LinkedHashSet;
import java.util.Map;
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
    RowKind[] sort(Map<String, ColumnValues> values) {
        ColumnValues labels = values.get(label.name());
        RowKind[] kinds = new RowKind[labels.rows()];
        for (int row = 0; row < kinds.length; row++) {
            long hash = keyHash(values, row);
            kinds[row] = hasLabel(labels, row) ? rule.kind(hash, values, row) : RowKind.UNLABELLED;
        }
        return kinds;
    }

    private boolean hasLabel(ColumnValues labels, int row) {
        if (labels instanceof ColumnValues.Wholes wholes) {
            if (!wholes.nulls()[row] && wholes.values()[row] >>> 1 != 0) {
                throw ExampleFailures.labelNotBinary(model, wholes.values()[row]);
            }
            return !wholes.nulls()[row];
        }
        ColumnValues.Numbers numbers = (ColumnValues.Numbers) labels;
        if (!Double.isFinite(numbers.values()[row])) {
            throw ExampleFailures.labelNotFinite(model, numbers.values()[row]);
        }
        return !numbers.nulls()[row];
    }

    /** The label of a row; 0 where it has none. */
    float label(Map<String, ColumnValues> values, int row) {
        ColumnValues labels = values.get(label.name());
        return labels instanceof ColumnValues.Wholes wholes
                ? wholes.values()[row]
                : (float) ((ColumnValues.Numbers) labels).values()[row];
    }

    private long keyHash(Map<String, ColumnValues> values, int row) {
        if (values.get(key.name()) instanceof ColumnValues.Wholes wholes) {
            if (wholes.nulls()[row]) {
                throw ExampleFailures.keyMissing(model);
            }
            return StableHash.of(wholes.values()[row]);
        }
        ColumnValues.Names names = (ColumnValues.Names) values.get(key.name());
        if (names.ids()[row] == ColumnValues.Names.NULL) {
            throw ExampleFailures.keyMissing(model);
        }
        return StableHash.of(names.names().get(names.ids()[row]));
    }

    /** The key of a row, as text. */
    String key(Map<String, ColumnValues> values, int row) {
        if (values.get(key.name()) instanceof ColumnValues.Wholes wholes) {
            return Long.toString(wholes.values()[row]);
        }
        ColumnValues.Names names = (ColumnValues.Names) values.get(key.name());
        return names.names().get(names.ids()[row]);
    }
}
