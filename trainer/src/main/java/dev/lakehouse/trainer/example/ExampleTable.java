package dev.lakehouse.trainer.example;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Split;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feature.FittedFeatures;

/**
 * A pinned version of the gold table that a model learns from. The version and the model decide everything that leaves here, to the
 * bit: the parts, the fitted features and the order of rows.
 *
 * <p>Failures of kind data say what is wrong with the table: {@code TABLE_VERSION_VACUUMED}, {@code MODEL_COLUMN_MISSING},
 * {@code MODEL_COLUMN_UNFIT}, {@code EXAMPLES_NONE}, {@code EXAMPLES_TOO_FEW}, {@code EXAMPLES_OF_ONE_CLASS},
 * {@code LABEL_NOT_BINARY}, {@code LABEL_NOT_FINITE}, {@code KEY_MISSING}, {@code FEATURE_NOT_FINITE},
 * {@code FEATURE_TOO_MANY_NAMES}.
 */
public final class ExampleTable {
    private final Model model;
    private final TableSnapshot snapshot;
    private final TableGroups groups;
    private final RowSorting sorting;
    private final Survey survey;

    private ExampleTable(Model model, TableSnapshot snapshot, TableGroups groups) {
        this.model = model;
        this.snapshot = snapshot;
        this.groups = groups;
        this.sorting = new RowSorting(model, snapshot.schema(), rule());
        this.survey = survey(groups.all());
    }

    /**
     * Opens the table and looks through its keys and labels.
     *
     * @param version of the table; the newest where none is given
     */
    public static ExampleTable open(Lake lake, Model model, OptionalLong version) {
        DeltaTable table = lake.existing(model.table());
        TableSnapshot snapshot = version.isPresent()
                ? table.snapshot(version.getAsLong())
                : table.snapshot().orElseThrow();
        check(model, snapshot.schema());
        TableGroups groups = new TableGroups(lake.storage(), table, snapshot);
        if (groups.all().stream().mapToLong(TableGroups.Group::rows).sum() == 0) {
            throw ExampleFailures.noRows(snapshot.table(), snapshot.version());
        }
        return new ExampleTable(model, snapshot, groups);
    }

    /** The version, its files and its columns. */
    public TableSnapshot snapshot() {
        return snapshot;
    }

    /** What rows there are. */
    public Survey survey() {
        return survey;
    }

    /** Fits the model's features to the training part; a failure says where rows do not suffice to learn from. */
    public FittedFeatures fit() {
        survey.check(model);
        FittedFeatures.Fitting fitting = FittedFeatures.fitting(model.features());
        Set<WantedColumn> columns = new LinkedHashSet<>(sorting.columns());
        fitting.columns().forEach(columns::add);
        for (TableGroups.Group group : groups.all()) {
            Map<String, ColumnValues> values = groups.read(group, columns);
            fitting.take(values, sorting.sort(values).of(RowKind.TRAIN));
        }
        return fitting.fitted();
    }

    /** The rows by features that were fitted here, or to an earlier version. */
    public ExampleFeed feed(FittedFeatures features) {
        features.check(model.table().toString(), snapshot.schema());
        features.columns().forEach(column -> EmptyColumns.check(snapshot, column.name()));
        return new ExampleFeed(groups, sorting, survey, features);
    }

    private SplitRule rule() {
        if (model.split() instanceof Split.ByKey split) {
            return new SplitRule.ByKey(split);
        }
        Split.ByTime split = (Split.ByTime) model.split();
        WantedColumn time = new WantedColumn(split.column(), WantedColumn.Form.DAY);
        WantedColumn label = new WantedColumn(model.label(), WantedColumn.Form.NUMBER);
        NavigableMap<Long, Long> days = new TreeMap<>();
        for (TableGroups.Group group : groups.all()) {
            Map<String, ColumnValues> values = groups.read(group, Set.of(time, label));
            ColumnValues.Wholes times = (ColumnValues.Wholes) values.get(time.name());
            ColumnValues.Numbers labels = (ColumnValues.Numbers) values.get(label.name());
            for (int row = 0; row < times.rows(); row++) {
                if (!times.nulls()[row] && !labels.nulls()[row]) {
                    days.merge(times.values()[row], 1L, Long::sum);
                }
            }
        }
        return SplitRule.ByTime.of(split, days);
    }

    private Survey survey(List<TableGroups.Group> all) {
        Survey found = new Survey(all.size());
        for (int group = 0; group < all.size(); group++) {
            Map<String, ColumnValues> values = groups.read(all.get(group), sorting.columns());
            found.count(group, sorting.sort(values));
        }
        return found;
    }

    private static void check(Model model, TableSchema schema) {
        check(model, schema, model.key(), Model::isKey, "a string or a whole number");
        check(model, schema, model.label(), model.task()::fits, model.task().wanted());
        for (Feature feature : model.features()) {
            check(model, schema, feature.column(), feature::fits, feature.wanted());
        }
        if (model.split() instanceof Split.ByTime split) {
            check(model, schema, split.column(), Model::isTime, "a date or timestamp");
        }
    }

    private static void check(Model model, TableSchema schema, String name, Predicate<ColumnType> fits, String wanted) {
        Column column =
                schema.findAnyCase(name).orElseThrow(() -> ExampleFailures.columnMissing(model, name, schema.names()));
        if (!fits.test(column.type())) {
            throw ExampleFailures.columnUnfit(model, name, column.type().toString(), wanted);
        }
    }
}
