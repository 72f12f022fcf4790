package dev.lakehouse.trainer.feature;

import java.util.List;

import dev.lakehouse.config.pipeline.Feature.Scale;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

import static java.util.Objects.requireNonNull;

/**
 * A number less the training part's mean, by its standard deviation. None is the mean.
 *
 * @param missing whether a second number says by 1 that there was none, for the training part had such rows
 */
record FittedNumber(String name, Scale scale, double mean, double deviation, boolean missing) implements FittedFeature {
    /** Values so many deviations away tell no more than those that are nearer, and would drown all else. */
    private static final double FARTHEST = 10;

    FittedNumber {
        requireNonNull(name, "name is null");
        requireNonNull(scale, "scale is null");
    }

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.NUMBER);
    }

    @Override
    public List<String> numbers() {
        return missing ? List.of(name, name + " is missing") : List.of(name);
    }

    static double told(Scale scale, double value) {
        return scale == Scale.LOG ? Math.copySign(StrictMath.log1p(Math.abs(value)), value) : value;
    }

    @Override
    public RowEncoder encoder(ColumnValues values, int at) {
        ColumnValues.Numbers numbers = (ColumnValues.Numbers) values;
        return (rows, from, to, encoded) -> {
            for (int row = from; row < to; row++) {
                int place = rows[row];
                if (numbers.nulls()[place]) {
                    encoded.number(row, at, scale == Scale.NONE ? (float) mean : 0);
                    if (missing) {
                        encoded.number(row, at + 1, 1);
                    }
                } else {
                    encoded.number(row, at, scaled(FeatureFailures.finite(name, numbers.values()[place])));
                }
            }
        };
    }

    private float scaled(double value) {
        if (scale == Scale.NONE) {
            return FeatureFailures.single(name, value);
        }
        double scaled = (told(scale, value) - mean) / deviation;
        if (scaled > FARTHEST) {
            return (float) FARTHEST;
        }
        return (float) (scaled < -FARTHEST ? -FARTHEST : scaled);
    }
}
