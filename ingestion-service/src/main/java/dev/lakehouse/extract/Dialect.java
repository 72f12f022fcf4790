package dev.lakehouse.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

import dev.lakehouse.config.pipeline.DatabaseTable;

/** What one kind of database does in a way of its own. */
interface Dialect {
    /** Whose addresses begin so. */
    static Dialect of(String url) {
        return url.startsWith("jdbc:postgresql:") ? new PostgreSql() : new OtherDatabase(url);
    }

    /** What its driver is told besides the login. */
    Properties properties();

    /** Makes a new connection read only, and write values in the same way on every machine. */
    void prepare(Connection connection) throws SQLException;

    /** What tells the database from all others, as far as its user may know. */
    String identity(DatabaseSession session, String url) throws SQLException;

    /** Looks a table up; throws a failure of kind user where there is none. */
    Relation describe(DatabaseSession session, DatabaseTable table) throws SQLException;

    /**
     * What its clock says, as the values of a watermark column have it; of a column without a zone, in the zone of the connection.
     * Empty where the column has no times.
     */
    Optional<Object> now(DatabaseSession session, Relation relation, SourceColumn watermark) throws SQLException;

    /** What rows of a condition are, in whatever order: alike only where they are. */
    String digest(DatabaseSession session, Relation relation, Condition which) throws SQLException;

    /** Whether it compares rows, {@code (a, b) > (?, ?)}, by an index. */
    boolean comparesRows();

    /** Whether several connections can see the same state of the database. */
    boolean sharesSnapshots();

    /** Gives a name to what a connection sees, for others. */
    String exportSnapshot(DatabaseSession session) throws SQLException;

    /** Makes a connection whose transaction has not begun see the same. */
    void useSnapshot(DatabaseSession session, String snapshot) throws SQLException;
}
