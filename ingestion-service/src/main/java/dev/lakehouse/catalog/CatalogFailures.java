package dev.lakehouse.catalog;

import java.sql.SQLException;
import java.util.Set;

import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Turns what Trino and its driver throw into sentences. Numbers of errors are those of Trino's {@code StandardErrorCode}. */
final class CatalogFailures {
    /** Errors that mean that what is asked for is so already. */
    static final Set<Integer> IS_GONE = Set.of(46);

    static final Set<Integer> IS_THERE = Set.of(12, 49, 50);

    private static final int PERMISSION_DENIED = 4;

    /** Delta Lake's own errors: the log of a table is missing, broken, or beyond Trino. */
    private static final int DELTA_LAKE = 0x0506_0000;

    private static final String NO_METADATA = "Metadata not found in transaction log";
    private static final int CONNECTOR_MASK = 0xffff_0000;

    private CatalogFailures() {}

    /**
     * Whether Trino looked for the table's log and found none, or none that makes a table: the store itself answered. Whoever says
     * so otherwise than Trino 476 is taken for one that cannot read it, which is the safe side.
     */
    static boolean findsNoTable(SQLException e) {
        return (e.getErrorCode() & CONNECTOR_MASK) == DELTA_LAKE && reason(e).startsWith(NO_METADATA);
    }

    /** Whether Trino answered the statement; otherwise it could not be asked. */
    static boolean isAnswer(SQLException e) {
        return String.valueOf(e.getMessage()).startsWith("Query failed (#");
    }

    static LakehouseException of(TrinoSettings trino, String doing, SQLException e) {
        if (isAnswer(e)) {
            return refused(trino, doing, e);
        }
        String reason = reason(e);
        if (reason.contains("Authentication failed") || reason.contains("Unauthorized")) {
            return new LakehouseException(
                    FailureKind.USER,
                    "CATALOG_LOGIN_FAILED",
                    "Trino at " + trino.url() + " does not let " + trino.user() + " in",
                    reason,
                    "set LAKEHOUSE_TRINO_USER and LAKEHOUSE_TRINO_PASSWORD to what Trino knows",
                    e);
        }
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "CATALOG_UNREACHABLE",
                "Trino at " + trino.url() + " does not answer",
                reason,
                "see that Trino runs, then type 'lakehouse catalog sync'; the tables themselves are whole",
                e);
    }

    private static LakehouseException refused(TrinoSettings trino, String doing, SQLException e) {
        boolean denied = e.getErrorCode() == PERMISSION_DENIED;
        return new LakehouseException(
                denied ? FailureKind.USER : FailureKind.EXTERNAL,
                denied ? "CATALOG_ACCESS_DENIED" : "CATALOG_FAILED",
                "Trino at " + trino.url() + (denied ? " refuses " + trino.user() + " " : " failed ") + doing,
                reason(e),
                denied
                        ? "work as a user who may write the catalog, in the stack: service"
                        : "see that Trino, the metastore and the object store run, then type 'lakehouse catalog sync'",
                e);
    }

    /** The deepest cause's sentence, in one line. */
    static String reason(SQLException e) {
        if (isAnswer(e)) {
            // Behind it stands the server's stack trace.
            return firstLine(e.getMessage().replaceFirst("^Query failed \\(#\\w+\\): ", ""));
        }
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == e
                ? firstLine(e.getMessage())
                : deepest.getClass().getSimpleName() + ": " + firstLine(deepest.getMessage());
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
