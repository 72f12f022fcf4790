package dev.lakehouse.extract;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** A database that tables are read from. Nothing is ever written to it. */
final class Database {
    private final ConnectionSettings settings;
    private final StopSignal stop;
    private final Dialect dialect;

    Database(ConnectionSettings settings, StopSignal stop) {
        this.settings = settings;
        this.stop = stop;
        this.dialect = Dialect.of(settings.url());
    }

    Dialect dialect() {
        return dialect;
    }

    ConnectionSettings settings() {
        return settings;
    }

    /** A connection whose statements each see what is committed when they begin. */
    DatabaseSession open() throws SQLException {
        return open(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** A connection that sees one state of the database, until it is closed. */
    DatabaseSession openSnapshot() throws SQLException {
        return open(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private DatabaseSession open(int isolation) throws SQLException {
        stop.check();
        Properties properties = dialect.properties();
        settings.user().ifPresent(user -> properties.setProperty("user", user));
        settings.password().ifPresent(password -> properties.setProperty("password", password.value()));
        Connection connection = driver().connect(settings.url(), properties);
        if (connection == null) {
            throw noDriver();
        }
        try {
            dialect.prepare(connection);
            if (connection.getMetaData().supportsTransactionIsolationLevel(isolation)) {
                connection.setTransactionIsolation(isolation);
            }
            // Else PostgreSQL's driver takes all rows of a query into memory.
            connection.setAutoCommit(false);
            return new DatabaseSession(connection, stop);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(settings.url());
        } catch (SQLException e) {
            throw noDriver();
        }
    }

    private LakehouseException noDriver() {
        return new LakehouseException(
                FailureKind.USER,
                "DRIVER_MISSING",
                "No driver takes the address of the connection " + settings.name() + ", " + settings.url(),
                "PostgreSQL's comes with this program; those of other databases have to be on the class path",
                "check the address, or put the driver's jar on the class path");
    }
}
