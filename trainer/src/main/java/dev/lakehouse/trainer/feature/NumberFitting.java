package dev.lakehouse.trainer.feature;

import dev.lakehouse.config.pipeline.Feature.Scale;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/** Finds a number's mean and deviation. */
final class NumberFitting implements FeatureFitting {
    private final String name;
    private final Scale scale;
    private final Moments moments = new Moments();
    private boolean missing;

    NumberFitting(String name, Scale scale) {
        this.name = name;
        this.scale = scale;
    }

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.NUMBER);
    }

    @Override
    public void take(ColumnValues values, int[] rows) {
        ColumnValues.Numbers numbers = (ColumnValues.Numbers) values;
        for (int row : rows) {
            if (numbers.nulls()[row]) {
                missing = true;
            } else {
                moments.take(FittedNumber.told(scale, FeatureFailures.finite(name, numbers.values()[row])));
            }
        }
    }

    @Override
    public FittedFeature fitted() {
        if (moments.none()) {
            throw FeatureFailures.empty(name);
        }
        double mean = FeatureFailures.single(name, moments.mean());
        return new FittedNumber(name, scale, mean, moments.deviation(), missing);
    }
}
