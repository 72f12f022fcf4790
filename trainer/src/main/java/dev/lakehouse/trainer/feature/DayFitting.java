package dev.lakehouse.trainer.feature;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/** Finds a day's mean and deviation. */
final class DayFitting implements FeatureFitting {
    private final String name;
    private final Moments moments = new Moments();
    private boolean missing;

    DayFitting(String name) {
        this.name = name;
    }

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.DAY);
    }

    @Override
    public void take(ColumnValues values, int[] rows) {
        ColumnValues.Wholes days = (ColumnValues.Wholes) values;
        for (int row : rows) {
            if (days.nulls()[row]) {
                missing = true;
            } else {
                moments.take((double) days.values()[row]);
            }
        }
    }

    @Override
    public FittedFeature fitted() {
        if (moments.none()) {
            throw FeatureFailures.empty(name);
        }
        return new FittedDay(name, moments.mean(), moments.deviation(), missing);
    }
}
