package dev.lakehouse.trainer.feature;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/** Fits one feature to rows of the training part, a row group after the other. Sums depend on the order, which is the table's. */
interface FeatureFitting {
    /** The column to read, and as what. */
    WantedColumn column();

    /** Takes these rows of {@code values} into account. */
    void take(ColumnValues values, int[] rows);

    /** The feature, once all rows were taken. */
    FittedFeature fitted();

    static FeatureFitting of(Feature feature) {
        if (feature instanceof Feature.Amount amount) {
            return new NumberFitting(amount.column(), amount.scale());
        }
        if (feature instanceof Feature.Category category) {
            return NameCounts.ofCategory(category.column(), category.most());
        }
        if (feature instanceof Feature.Members members) {
            return NameCounts.ofSet(members.column(), members.most());
        }
        if (feature instanceof Feature.Day day) {
            return new DayFitting(day.column());
        }
        Feature.Hashed hashed = (Feature.Hashed) feature;
        return new FeatureFitting() {
            private final FittedHash fitted = new FittedHash(hashed.column(), hashed.buckets());

            @Override
            public WantedColumn column() {
                return fitted.column();
            }

            @Override
            public void take(ColumnValues values, int[] rows) {
                // Nothing depends on what rows hold.
            }

            @Override
            public FittedFeature fitted() {
                return fitted;
            }
        };
    }
}
