package dev.lakehouse.extract;

import java.sql.SQLException;
import java.util.Optional;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.Secret;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** What databases complain of, by the class of its SQLSTATE (ISO 9075; PostgreSQL, "Error Codes"), for those who run pipelines. */
final class DatabaseFailures {
    private DatabaseFailures() {}

    /** @param table what was read */
    static LakehouseException of(ConnectionSettings connection, String table, SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String where = "the connection " + connection.name() + ", " + connection.url();
        String why = reason(connection, failure);
        if (state.startsWith("28")) {
            return failure(
                    FailureKind.USER,
                    "DATABASE_LOGIN_REFUSED",
                    "The database of " + where + ", refuses the login",
                    why,
                    "check the variables of the connection that end in _USER and _PASSWORD",
                    failure);
        }
        if (state.equals("3D000")) {
            return failure(
                    FailureKind.USER,
                    "DATABASE_UNKNOWN",
                    "There is no such database at " + where,
                    why,
                    "name one that is there, behind the last / of the address",
                    failure);
        }
        if (state.equals("42501")) {
            return failure(
                    FailureKind.USER,
                    "DATABASE_RIGHTS_MISSING",
                    "The user of " + where + ", may not read " + table,
                    why,
                    "have its owner grant it: grant usage on its schema, and select on the table",
                    failure);
        }
        if (state.startsWith("57P")) {
            return failure(
                    FailureKind.EXTERNAL,
                    "DATABASE_WENT_AWAY",
                    "The database of " + where + ", shut down while " + table + " was read",
                    why,
                    "run again once it is up: what was read of changed rows is kept, a whole table is begun anew",
                    failure);
        }
        if (state.startsWith("08")) {
            return failure(
                    FailureKind.EXTERNAL,
                    "DATABASE_UNREACHABLE",
                    "The database of " + where + ", cannot be reached, or the way to it broke",
                    why,
                    "check that it runs and that this machine reaches it, and run again: it goes on from there",
                    failure);
        }
        return failure(
                FailureKind.EXTERNAL,
                "DATABASE_FAILED",
                "Cannot read " + table + " through " + where,
                why + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")"),
                "see what the database's log says, and run again",
                failure);
    }

    private static LakehouseException failure(
            FailureKind kind, String code, String what, String why, String fix, SQLException cause) {
        return new LakehouseException(kind, code, what, why, fix, cause);
    }

    /** The first line of what the driver says, should it say so much, without the password. */
    private static String reason(ConnectionSettings connection, SQLException failure) {
        String text = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return connection
                .password()
                .map(Secret::value)
                .map(password -> text.replace(password, "***"))
                .orElse(text);
    }
}
