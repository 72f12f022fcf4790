package dev.lakehouse.table;

import java.time.Instant;
import java.util.Locale;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;

/** What can go wrong with a table, in the user's words. */
final class TableFailures {
    private TableFailures() {}

    static LakehouseException missing(TableName table) {
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_NOT_FOUND",
                "There is no table " + table,
                "nothing has been written to it yet",
                "'lakehouse tables' lists those that there are");
    }

    static LakehouseException noVersion(TableName table, long version, long oldest, long newest) {
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_VERSION_NOT_FOUND",
                "There is no version " + version + " of " + table,
                "its log goes from version " + oldest + " to version " + newest,
                "choose one of these; 'lakehouse history " + table + "' lists them");
    }

    static LakehouseException noTime(TableName table, Instant time, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_TIME_NOT_FOUND",
                "Nobody can say how " + table + " was at " + time,
                why,
                "choose another time; 'lakehouse history " + table + "' lists its versions");
    }

    static LakehouseException changesUnavailable(TableName table, long from, long to, long version) {
        return new LakehouseException(
                FailureKind.DATA,
                "CHANGES_UNAVAILABLE",
                "The changes of " + table + " between versions " + from + " and " + to + " are not known",
                "log entry " + version + " is gone, for logs are cleaned up after 30 days",
                "compute what depends on them anew, from the whole table");
    }

    static LakehouseException conflict(TableName table, long base, String winner, Throwable cause) {
        return new LakehouseException(
                FailureKind.CONFLICT,
                "COMMIT_CONFLICT",
                "Another writer changed " + table + " first",
                "this change was computed from version " + base + ", and " + winner,
                "run the command again: it will start from the table as it is now",
                cause);
    }

    static LakehouseException outcomeUnknown(TableName table, Throwable cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "COMMIT_OUTCOME_UNKNOWN",
                "Nobody can say whether a commit to " + table + " was made",
                "the store failed (" + reason(cause) + "), and then its log could not be read",
                "see to the store and run the command again: what was committed is not done twice, and no file was deleted",
                cause);
    }

    static LakehouseException refused(TableName table, String folder, Throwable cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "COMMIT_REFUSED",
                "A commit to " + table + " was not made",
                "its log in " + folder + " could not be written: " + reason(cause),
                remedy(cause, "see to the disk, its free space and its rights, and run the command again"),
                cause);
    }

    static LakehouseException unreadable(TableName table, String folder, Throwable cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "TABLE_LOG_UNREADABLE",
                "Cannot read the log of " + table,
                "in " + folder + ": " + reason(cause),
                remedy(cause, "see that the folder is whole and may be read, or restore it from a backup"),
                cause);
    }

    static LakehouseException unsupported(TableName table, String feature, boolean writing, Throwable cause) {
        return new LakehouseException(
                FailureKind.USER,
                "UNSUPPORTED_TABLE_FEATURE",
                table + " cannot be " + (writing ? "written" : "read"),
                "another program gave it " + feature + ", which is beyond Delta's reader 1 and writer 2",
                "take the feature off with the program that set it, or copy the rows into a new table",
                cause);
    }

    static LakehouseException schemaMismatch(TableName table, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "SCHEMA_MISMATCH",
                "The new rows do not fit " + table,
                why,
                "give the column another name or its former type; columns can be added, but not changed");
    }

    static LakehouseException columnName(TableName table, String column) {
        return new LakehouseException(
                FailureKind.USER,
                "COLUMN_NAME_ILLEGAL",
                "'" + column + "' cannot be a column of " + table,
                "Parquet's readers refuse names with a space or any of ,;{}()= or a tab or line break",
                "rename the column in the pipeline");
    }

    static LakehouseException interrupted(TableName table, Throwable cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "INTERRUPTED",
                "The work on " + table + " was broken off",
                "this program was told to stop",
                "run the command again",
                cause);
    }

    static LakehouseException internal(TableName table, String what, String why) {
        return new LakehouseException(
                FailureKind.INTERNAL,
                "TABLE_CHANGE_WRONG",
                what + " of " + table,
                why,
                "report this fault; the table was not changed");
    }

    /** The deepest cause's sentence, for the outer ones only say where it went through. */
    static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && !(deepest instanceof LakehouseException)) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof LakehouseException failure) {
            return failure.why();
        }
        String message = deepest.getMessage();
        String type = deepest.getClass().getSimpleName().replaceAll("Exception$", "");
        return message == null
                ? type.toLowerCase(Locale.ROOT)
                : type + ": " + message.lines().findFirst().orElse("");
    }

    /** What a storage that failed said is to be done, else {@code remedy}. */
    private static String remedy(Throwable e, String remedy) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LakehouseException failure) {
                return failure.fix();
            }
        }
        return remedy;
    }
}
