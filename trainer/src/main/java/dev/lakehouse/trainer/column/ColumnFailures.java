package dev.lakehouse.trainer.column;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** What goes wrong with data files. */
final class ColumnFailures {
    private ColumnFailures() {}

    static LakehouseException unreadable(String file, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "DATA_FILE_UNREADABLE",
                file + " cannot be read",
                reason,
                "if it is broken, restore it from a backup, or make its table anew with 'lakehouse run --full-refresh'",
                cause);
    }

    static LakehouseException form(String file, String column, String why) {
        return new LakehouseException(
                FailureKind.DATA,
                "COLUMN_UNREADABLE",
                "The column " + column + " of " + file + " cannot be learnt from",
                why,
                "cast it in the query that makes the table, or leave it out of the model");
    }
}
