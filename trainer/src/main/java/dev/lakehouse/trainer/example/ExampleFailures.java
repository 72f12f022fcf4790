package dev.lakehouse.trainer.example;

import java.util.List;
import java.util.Locale;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.trainer.feed.Part;

/** What is wrong with a table that a model is to learn from. */
final class ExampleFailures {
    private ExampleFailures() {}

    private static LakehouseException data(String code, String what, String why, String fix) {
        return new LakehouseException(FailureKind.DATA, code, what, why, fix);
    }

    static LakehouseException columnMissing(Model model, String column, List<String> columns) {
        return data(
                "MODEL_COLUMN_MISSING",
                model.table() + " has no column '" + column + "'",
                "the model " + model.name() + " names it; the table has " + String.join(", ", columns),
                Suggestion.didYouMean(
                        column, columns, "have the query yield it and run the pipeline, or change the model"));
    }

    static LakehouseException columnUnfit(Model model, String column, String type, String wanted) {
        return data(
                "MODEL_COLUMN_UNFIT",
                model.table() + "." + column + " is " + type,
                "the model " + model.name() + " wants " + wanted + " there",
                "cast it in the query and run the pipeline, or name another column");
    }

    static LakehouseException columnEmpty(TableName table, long version, String column) {
        return data(
                "MODEL_COLUMN_EMPTY",
                table + "." + column + " has no value in any row at version " + version,
                "the model needs it; a column that is taken out of a query stays in its table as nulls",
                "have the query yield it again, or leave it out of the model and train anew");
    }

    static LakehouseException fileGone(TableName table, long version, String file) {
        return data(
                "TABLE_VERSION_VACUUMED",
                "Version " + version + " of " + table + " can no longer be read",
                "its data file " + file + " is gone: a vacuum deletes files that newer versions do without",
                "train on a version that is whole: the newest one is, and 'lakehouse history " + table
                        + "' has the others");
    }

    static LakehouseException noRows(TableName table, long version) {
        return data(
                "EXAMPLES_NONE",
                table + " has no rows at version " + version,
                "there is nothing to learn from",
                "land files, and run the pipeline that makes it");
    }

    static LakehouseException noLabels(Model model, long rows) {
        return data(
                "EXAMPLES_NONE",
                model.table() + " has no row with a label",
                "in all of its " + rows + " rows " + model.label()
                        + " is null: what is to be guessed has not happened yet",
                "wait until there are older orders, or whatever it is about, and run the pipeline again");
    }

    static LakehouseException partEmpty(Model model, Part part, long labelled) {
        return data(
                "EXAMPLES_TOO_FEW",
                "No row of " + model.table() + " is for " + part.name().toLowerCase(Locale.ROOT),
                labelled + " rows have a label, and the split of the model " + model.name() + " leaves none there",
                "train on more rows, or change 'split' of the model");
    }

    static LakehouseException oneClass(Model model, Part part, boolean positive) {
        return data(
                "EXAMPLES_OF_ONE_CLASS",
                "All rows of " + model.table() + " for "
                        + part.name().toLowerCase(Locale.ROOT) + " have " + model.label() + " = "
                        + (positive ? "1" : "0"),
                "there is nothing to tell apart",
                "train on more rows, or look at the query that makes the label");
    }

    static LakehouseException labelNotBinary(Model model, long value) {
        return data(
                "LABEL_NOT_BINARY",
                model.table() + "." + model.label() + " holds " + value,
                "the task of the model " + model.name() + " is binary, whose labels are 0 and 1",
                "have the query yield a boolean, or write task: regression");
    }

    static LakehouseException labelNotFinite(Model model, double value) {
        return data(
                "LABEL_NOT_FINITE",
                model.table() + "." + model.label() + " holds " + value,
                "nothing can be learnt from such a number",
                "have the query yield null in its place: rows without a label are not trained on");
    }

    static LakehouseException batchTooLarge(int rows, long bytesOfRow, long most) {
        return new LakehouseException(
                FailureKind.USER,
                "BATCH_TOO_LARGE",
                String.format(
                        Locale.ROOT,
                        "%,d rows at once take %,d MB by these features",
                        rows,
                        (rows * bytesOfRow + 999_999) / 1_000_000),
                String.format(
                        Locale.ROOT,
                        "a set takes a number for each name that is known, in every row; in this memory up to %,d MB are taken",
                        most / 1_000_000),
                String.format(
                        Locale.ROOT,
                        "write a 'batch_size' of at most %d, a smaller 'max' of the model's sets, or give Java more memory",
                        Math.max(1, most / bytesOfRow)));
    }

    /** As a command would say it of its own thread. */
    static LakehouseException outOfMemory(Throwable e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "OUT_OF_MEMORY",
                "The memory of the Java process ran out while rows were read",
                String.valueOf(e.getMessage()),
                "give it more with LAKEHOUSE_JAVA_OPTS=-Xmx2g, or the model smaller vocabularies",
                e);
    }

    static LakehouseException keyMissing(Model model) {
        return data(
                "KEY_MISSING",
                model.table() + " has a row whose " + model.key() + " is null",
                "nobody can say whom it tells of, nor which part it is in",
                "have the query leave such rows out");
    }
}
