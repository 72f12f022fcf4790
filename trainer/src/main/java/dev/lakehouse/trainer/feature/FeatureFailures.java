package dev.lakehouse.trainer.feature;

import java.util.Collection;
import java.util.TreeSet;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;

/** What goes wrong with features. */
final class FeatureFailures {
    private FeatureFailures() {}

    /** Gives the number back; a NaN or an infinity is a failure of kind data, {@code FEATURE_NOT_FINITE}. */
    static double finite(String column, double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new LakehouseException(
                FailureKind.DATA,
                "FEATURE_NOT_FINITE",
                "The feature " + column + " holds " + value,
                "a network that is told so forgets all that it has learnt",
                "have the query yield null in its place, for example by nullif or a case, which counts as a missing value");
    }

    /** The number as a network takes it, of 32 bits; one that is too large for these is a failure like an infinity. */
    static float single(String column, double value) {
        float single = (float) value;
        if (Float.isFinite(single)) {
            return single;
        }
        throw new LakehouseException(
                FailureKind.DATA,
                "FEATURE_NOT_FINITE",
                "The feature " + column + " holds " + value,
                "a network takes numbers up to " + Float.MAX_VALUE + ", and would take this one for an infinity",
                "have the query yield a smaller one or null in its place, or write scale: log");
    }

    static LakehouseException tooManyNames(String column, int most) {
        return new LakehouseException(
                FailureKind.DATA,
                "FEATURE_TOO_MANY_NAMES",
                "The feature " + column + " has more than " + most + " different names",
                "they would have to be counted in memory",
                "write " + column + ": { type: category, hash: 10000 }, which counts nothing, or leave it out");
    }

    /** A column in which there is nothing: it may have been taken out of the query. */
    static LakehouseException empty(String column) {
        return new LakehouseException(
                FailureKind.DATA,
                "FEATURE_EMPTY",
                "The feature " + column + " has no value in any row of the training part",
                "nothing can be learnt from it; a column that is taken out of a query stays in its table as nulls",
                "have the query yield it again, or leave it out of the model");
    }

    /** A column that a model was trained on and that the table lacks. */
    static LakehouseException missing(String table, String column, Collection<String> columns) {
        return new LakehouseException(
                FailureKind.DATA,
                "FEATURE_COLUMN_MISSING",
                table + " has no column '" + column + "'",
                "the model needs it; the table has " + String.join(", ", new TreeSet<>(columns)),
                Suggestion.didYouMean(column, columns, "have the query yield it again, or train the model without it"));
    }

    static LakehouseException broken(String why, Throwable cause) {
        return new LakehouseException(
                FailureKind.DATA,
                "FEATURES_BROKEN",
                "The features of the run cannot be read",
                why,
                "restore the run's folder from a backup, or train anew",
                cause);
    }
}
