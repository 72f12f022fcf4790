package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Says in the product's terms what DuckDB's error messages mean. */
final class EngineFailures {
    private static final int LONGEST_LINE = 300;

    private EngineFailures() {}

    /** @param activity what was being done, as a clause: {@code writing silver.pedidos} */
    static LakehouseException of(String activity, SQLException cause) {
        String message = firstLines(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("max_temp_directory_size")) {
            return new LakehouseException(
                    FailureKind.EXTERNAL,
                    "DISK_FULL",
                    "The disk is full while " + activity,
                    message,
                    "free some space and run again: nothing was committed, the batch starts over",
                    cause);
        }
        if (isOutOfMemory(cause)) {
            // The same work takes the same memory when it is tried again.
            return new LakehouseException(
                    FailureKind.USER,
                    "MEMORY_EXHAUSTED",
                    "The memory limit was reached while " + activity,
                    message,
                    "raise LAKEHOUSE_MEMORY (or --memory), or use fewer --threads; nothing was committed",
                    cause);
        }
        if (lower.contains("permission denied") || lower.contains("read-only file system")) {
            return new LakehouseException(
                    FailureKind.EXTERNAL,
                    "WRITE_REFUSED",
                    "A file could not be opened while " + activity,
                    message,
                    "give this user access to the lake's folder, or choose another with --home",
                    cause);
        }
        if (lower.startsWith("parser error") || lower.startsWith("binder error") || lower.startsWith("catalog error")) {
            return new LakehouseException(
                    FailureKind.USER, "SQL_INVALID", "SQL does not compile", message, "correct the query", cause);
        }
        if (lower.startsWith("conversion error") || lower.startsWith("out of range error")) {
            return new LakehouseException(
                    FailureKind.DATA,
                    "VALUE_UNFIT",
                    "A value does not fit its type while " + activity,
                    message,
                    "use try_cast in the query, or widen the type",
                    cause);
        }
        if (lower.startsWith("io error")) {
            return new LakehouseException(
                    FailureKind.EXTERNAL,
                    "IO_FAILED",
                    "Reading or writing failed while " + activity,
                    message,
                    "check the disk and the file, then run again: nothing was committed",
                    cause);
        }
        return new LakehouseException(
                FailureKind.USER,
                "QUERY_FAILED",
                "The engine refused the work of " + activity,
                message,
                "correct the query or the data that it names, and run again: nothing was committed",
                cause);
    }

    /** Whether the memory limit was reached by what cannot be spilled. */
    static boolean isOutOfMemory(SQLException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean diskFull = message.contains("no space left") || message.contains("max_temp_directory_size");
        return !diskFull && (message.startsWith("out of memory") || message.contains("failed to allocate"));
    }

    /** A reason without the advice on DuckDB's own options and the excerpt of our statement. */
    static String brief(String reason) {
        return reason.lines()
                .takeWhile(line ->
                        !line.startsWith("Possible") && !line.startsWith("LINE ") && !line.startsWith("  file ="))
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** The message without the stack that DuckDB appends to some. */
    private static String firstLines(String message) {
        int stack = message.indexOf("\n\nStack Trace");
        return (stack < 0 ? message : message.substring(0, stack)).strip();
    }
}
