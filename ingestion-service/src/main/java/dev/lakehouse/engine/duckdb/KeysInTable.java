package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.engine.Arrival;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.TableSchema;

/**
 * What a table says already of the keys that {@code newest} brings. Makes {@code existing}, those that it has, of which some are
 * {@code kept} as they are; {@code leaving}, rows of the table that go; and {@code passed}, keys whose newest row is not written.
 */
final class KeysInTable {
    private final Session session;
    private final List<String> key;
    private final List<String> sequence;
    private final TableInput target;
    private final Arrival arrival;
    private Optional<String> keysUnknown = Optional.empty();

    private KeysInTable(Session session, RefineWork work) {
        this.session = session;
        this.key = work.table().key();
        this.sequence = work.table().sequence();
        this.target = work.target();
        this.arrival = work.arrival();
    }

    /** @param schema of the table from now on, and of {@code newest} */
    static KeysInTable find(Session session, RefineWork work, TableSchema schema) throws SQLException {
        KeysInTable keys = new KeysInTable(session, work);
        keys.findExisting(schema);
        keys.findLeaving(work);
        keys.findPassed();
        return keys;
    }

    /** The table's files with rows that go. */
    List<Path> touched() throws SQLException {
        List<Path> touched = new ArrayList<>();
        session.forEach(
                "select distinct __file from leaving order by 1",
                row -> touched.add(target.files().get(row.getInt(1))));
        return touched;
    }

    /** A condition on a row {@code n} of {@code newest}: it is to be written. Most often all are, and there is no need to look. */
    String isWritten() throws SQLException {
        return isChanges() ? "not n." + OperationColumn.DELETED + " and " + isNotPassed() : isNotPassed();
    }

    /** A condition on a row {@code n} of {@code newest}: it deletes its key, whether the table has it or not. */
    String isDeleting() throws SQLException {
        return "n." + OperationColumn.DELETED + " and " + isNotPassed();
    }

    MergeCounts counts() throws SQLException {
        long updated = count("existing where not kept" + (isChanges() ? " and not " + OperationColumn.DELETED : ""));
        if (isChanges()) {
            long deleted = count("existing where not kept and " + OperationColumn.DELETED);
            return new MergeCounts(
                    count("newest n where " + isWritten()) - updated,
                    updated,
                    deleted,
                    count("newest n where " + isDeleting()) - deleted);
        }
        boolean isSnapshot = arrival instanceof Arrival.Snapshot;
        return new MergeCounts(
                count("newest") - count("existing"),
                updated,
                isSnapshot ? count("gone") : 0,
                isSnapshot ? count("existing where kept") : 0);
    }

    /** Why no row went for want of its key, where that is so. */
    Optional<String> keysUnknown() {
        return keysUnknown;
    }

    private void findExisting(TableSchema schema) throws SQLException {
        boolean isSnapshot = arrival instanceof Arrival.Snapshot;
        List<String> read = isSnapshot ? schema.names() : keyAndSequence();
        TableInput now = isSnapshot ? new TableInput(target.name(), schema, target.files(), target.rows()) : target;
        session.execute("create table existing as select " + Sql.names("t", key) + ", t.__file, "
                + (isSnapshot ? Sql.same("n", "t", schema.names()) : older(0)) + " as kept"
                + (isChanges() ? ", n." + OperationColumn.DELETED : "") + " from (select " + Sql.names("t", read)
                + ", t.__file from " + TableRelation.withPositions(now) + " t) t join newest n on "
                + Sql.equal("t", "n", key));
    }

    private void findLeaving(RefineWork work) throws SQLException {
        String changed = "select " + Sql.names(key) + ", __file from existing where not kept";
        if (!(arrival instanceof Arrival.Snapshot)) {
            session.execute("create view leaving as " + changed);
            return;
        }
        keysUnknown = keysUnknown(work);
        session.execute("create table gone as select " + Sql.names("t", key) + ", t.__file from "
                + TableRelation.withPositions(target) + " t where "
                + (keysUnknown.isPresent()
                        ? "false"
                        : "not exists (select 1 from typed p where " + Sql.equal("p", "t", key) + ")"));
        session.execute("create view leaving as " + changed + " union all from gone");
    }

    /** A row without a key, or a line that is no row, may be the one that seems to be missing. */
    private Optional<String> keysUnknown(RefineWork work) throws SQLException {
        long keyless = count("typed where "
                + String.join(
                        " or ",
                        key.stream().map(name -> Sql.name(name) + " is null").toList()));
        String batch = ProvenanceColumns.BATCH;
        long refused = count(TableRelation.of(work.refused().get()) + " where " + batch + " in (select distinct "
                + batch + " from landed)");
        return keyless + refused == 0
                ? Optional.empty()
                : Optional.of(keyless + refused + (keyless + refused == 1 ? " row" : " rows")
                        + " of the snapshot have no key that can be read");
    }

    private void findPassed() throws SQLException {
        String kept = "select " + Sql.names(key) + " from existing where kept";
        String buried = arrival instanceof Arrival.Changes changes
                ? " union select " + Sql.names("t", key) + " from " + TableRelation.of(changes.tombstones())
                        + " t join newest n on " + Sql.equal("t", "n", key) + " where " + older(0)
                : "";
        session.execute("create " + (isChanges() ? "table" : "view") + " passed as " + kept + buried);
    }

    private String isNotPassed() throws SQLException {
        return count("passed") == 0
                ? "true"
                : "not exists (select 1 from passed p where " + Sql.equal("p", "n", key) + ")";
    }

    /** Whether {@code n} is older than {@code t}, by one sequence column after the other; null comes before everything. */
    private String older(int from) {
        if (from == sequence.size()) {
            return "false";
        }
        String ours = "n." + Sql.name(sequence.get(from));
        String theirs = "t." + Sql.name(sequence.get(from));
        return "(coalesce(" + ours + " < " + theirs + ", " + ours + " is null and " + theirs + " is not null) or ("
                + ours + " is not distinct from " + theirs + " and " + older(from + 1) + "))";
    }

    private List<String> keyAndSequence() {
        List<String> names = new ArrayList<>(key);
        sequence.stream().filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    private boolean isChanges() {
        return arrival instanceof Arrival.Changes;
    }

    private long count(String from) throws SQLException {
        return session.number("select count(*) from " + from);
    }
}
