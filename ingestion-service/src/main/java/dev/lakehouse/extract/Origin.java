package dev.lakehouse.extract;

import java.sql.SQLException;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * The database that an extraction reads.
 *
 * @param connection its name in the pipeline, for messages
 * @param database alike only for the same database, whatever the connection is called
 */
record Origin(String connection, String database) {
    Origin {
        requireNonNull(connection, "connection is null");
        requireNonNull(database, "database is null");
    }

    static Origin of(DatabaseSession session, Database database) throws SQLException {
        return new Origin(
                database.settings().name(),
                database.dialect().identity(session, database.settings().url()));
    }

    /** Throws a failure of kind user where {@code plan} is of another database: its watermark says nothing about this one's rows. */
    void refuseOther(ExtractionPlan plan, String plans) {
        plan.origin().filter(other -> !other.database.equals(database)).ifPresent(other -> {
            throw new LakehouseException(
                    FailureKind.USER,
                    "SOURCE_DATABASE_CHANGED",
                    plan.table() + " was read from the connection " + other.connection + " (" + other.database
                            + "), and is to be read from " + connection + " (" + database + ") now",
                    "how far the one was read says nothing about the rows of the other: older ones would be missing",
                    "have the connection lead to the old one, or remove the folder " + plans
                            + " to have the new one read from its beginning");
        });
    }
}
