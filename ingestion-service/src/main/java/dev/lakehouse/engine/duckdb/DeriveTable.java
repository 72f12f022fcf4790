package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.engine.DeriveWork;
import dev.lakehouse.engine.DeriveWork.Change;
import dev.lakehouse.engine.Derived;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Carries out a gold batch: the whole query, or the query for the keys that changed rows touch. */
final class DeriveTable {
    private final Session session;
    private final DeriveWork work;
    private final GoldTable table;
    private final Progress progress;
    private final ParquetOutput output;

    DeriveTable(Session session, DeriveWork work, Progress progress) {
        this.session = session;
        this.work = work;
        this.table = work.table();
        this.progress = progress;
        this.output = new ParquetOutput(session, work.output(), work.batch());
    }

    Derived run() {
        String activity = "computing " + table.table();
        long rows = work.inputs().stream()
                .mapToLong(TableInput::rows)
                .filter(count -> count > 0)
                .sum();
        progress.begin(activity, rows, Progress.Unit.ROWS);
        try {
            new InputViews(session).create(work.inputs());
            List<Column> computed = DuckDbTypes.describe(session, query());
            TableSchema schema = grown(computed);
            return work.changes().isPresent() && !work.target().files().isEmpty()
                    ? changedKeysOrEverything(work.changes().get(), schema, computed)
                    : everything(schema, computed);
        } catch (SQLException e) {
            output.discard();
            throw SqlFailures.of(table.sql(), e).orElseGet(() -> EngineFailures.of(activity, e));
        } catch (RuntimeException e) {
            output.discard();
            throw e;
        } finally {
            progress.end();
        }
    }

    private TableSchema grown(List<Column> computed) {
        for (String key : table.key()) {
            if (computed.stream().noneMatch(column -> column.name().equals(key))) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "KEY_MISSING",
                        table.sql().path() + " yields no column " + key,
                        "it is in the key of " + table.table(),
                        "add the column to the query, or correct the key in pipeline.yml");
            }
        }
        return GrownSchema.of(table.table(), work.target().schema(), computed);
    }

    private String query() {
        return "select * from (" + table.sql().text() + "\n)";
    }

    private Derived everything(TableSchema schema, List<Column> computed) throws SQLException {
        List<WrittenFile> files = new DeriveParts(session, work, schema, output, progress)
                .write("select " + stored(schema, computed) + " from (" + query() + ")");
        List<java.nio.file.Path> paths =
                files.stream().map(file -> work.output().resolve(file.name())).toList();
        long rows = files.stream().mapToLong(WrittenFile::rows).sum();
        TableInput after = new TableInput(table.table(), schema, paths, rows);
        refuseRepeatedKeys(TableRelation.of(after));
        RowChanges changes = RowChanges.between(session, work.target(), after, table.key());
        return new Derived(
                schema, files, work.target().files(), rows, changes.inserted(), changes.updated(), changes.deleted());
    }

    /** The rows of changed keys are gathered in tables; where these and the query's own do not fit, all is computed in parts. */
    private Derived changedKeysOrEverything(Map<TableName, Change> changes, TableSchema schema, List<Column> computed)
            throws SQLException {
        try {
            return changedKeys(changes, schema, computed);
        } catch (SQLException e) {
            if (!EngineFailures.isOutOfMemory(e)) {
                throw e;
            }
        }
        output.discard();
        for (String gathered : List.of("touched_keys", "result", "existing", "altered", "outdated")) {
            session.execute("drop table if exists " + gathered);
        }
        new InputViews(session).create(work.inputs());
        return everything(schema, computed);
    }

    private Derived changedKeys(Map<TableName, Change> changes, TableSchema schema, List<Column> computed)
            throws SQLException {
        session.execute("create table touched_keys (" + keyColumns(schema) + ")");
        for (Map.Entry<TableName, Change> change : changes.entrySet()) {
            addTouchedKeys(change.getKey(), change.getValue());
        }
        restrictInputs();
        String keys = "select distinct * from touched_keys";
        session.execute("create table result as select " + stored(schema, computed) + " from (" + query()
                + ") q semi join (" + keys + ") k on " + Sql.same("k", "q", table.key()));
        refuseRepeatedKeys("result");
        TableInput target = work.target();
        String columns = Sql.names(schema.names());
        session.execute("create table existing as select t.* from " + TableRelation.withPositions(withSchema(schema))
                + " t semi join (" + keys + ") k on " + Sql.same("k", "t", table.key()));
        session.execute("create table altered as select " + columns + " from result except select " + columns
                + " from existing");
        session.execute("create table outdated as select * from existing e where not exists (select 1 from result r"
                + " where " + Sql.same("r", "e", table.key()) + ") or exists (select 1 from altered a where "
                + Sql.same("a", "e", table.key()) + ")");
        List<java.nio.file.Path> replaced = new java.util.ArrayList<>();
        session.forEach(
                "select distinct __file from outdated order by 1",
                row -> replaced.add(target.files().get(row.getInt(1))));
        long outdated = session.number("select count(*) from outdated");
        long altered = session.number("select count(*) from altered");
        long updated = session.number(
                "select count(*) from altered a semi join outdated o on " + Sql.same("o", "a", table.key()));
        List<WrittenFile> files =
                output.sized(rewritten(schema, replaced) + "select " + columns + " from altered", schema, progress);
        return new Derived(
                schema,
                files,
                replaced,
                session.number("select count(*) from result"),
                altered - updated,
                updated,
                outdated - updated);
    }

    private String rewritten(TableSchema schema, List<java.nio.file.Path> replaced) {
        return replaced.isEmpty()
                ? ""
                : "select " + Sql.names("t", schema.names()) + " from "
                        + TableRelation.of(new TableInput(table.table(), schema, replaced, -1))
                        + " t where not exists (select 1 from outdated o where " + Sql.same("o", "t", table.key())
                        + ") union all ";
    }

    private void addTouchedKeys(TableName input, Change change) throws SQLException {
        ChangedKeys keys = table.changedKeys().get(input);
        String changed = "(" + ChangedRows.select(change) + ")";
        if (keys instanceof ChangedKeys.Columns columns) {
            session.execute(
                    "insert into touched_keys select distinct " + Sql.names(columns.columns()) + " from " + changed);
            return;
        }
        ChangedKeys.Query query = (ChangedKeys.Query) keys;
        session.execute("create or replace view changed as " + ChangedRows.select(change));
        session.execute("insert into touched_keys select distinct * from (" + query.sql() + "\n)");
    }

    /** An input that holds the gold key is read for the touched keys alone: its other rows change nothing, as declared. */
    private void restrictInputs() throws SQLException {
        for (TableInput input : work.inputs()) {
            if (table.changedKeys().get(input.name()) instanceof ChangedKeys.Columns columns) {
                StringBuilder condition = new StringBuilder();
                for (int i = 0; i < table.key().size(); i++) {
                    condition
                            .append(i == 0 ? "" : " and ")
                            .append("k.")
                            .append(Sql.name(table.key().get(i)))
                            .append(" is not distinct from i.")
                            .append(Sql.name(columns.columns().get(i)));
                }
                new InputViews(session)
                        .replace(
                                input.name(),
                                "select i.* from " + TableRelation.of(input) + " i semi join touched_keys k on "
                                        + condition);
            }
        }
    }

    private TableInput withSchema(TableSchema schema) {
        return new TableInput(
                work.target().name(),
                schema,
                work.target().files(),
                work.target().rows());
    }

    private String keyColumns(TableSchema schema) {
        return table.key().stream()
                .map(key -> Sql.name(key) + " "
                        + DuckDbTypes.name(schema.find(key).orElseThrow().type()))
                .collect(Collectors.joining(", "));
    }

    /** The columns as they are stored: types that Delta lacks are cast, timestamps are whole milliseconds. */
    private static String stored(TableSchema schema, List<Column> computed) {
        TableSchema yielded = new TableSchema(computed);
        return schema.columns().stream()
                .map(column -> yielded.findAnyCase(column.name())
                                .map(found -> StoredValue.of(Sql.name(found.name()), column.type()))
                                .orElse("null::" + DuckDbTypes.name(column.type()))
                        + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    private void refuseRepeatedKeys(String relation) throws SQLException {
        if (table.key().isEmpty()) {
            return;
        }
        String keys = Sql.names(table.key());
        session.forEach(
                "select concat_ws(', ', " + keys + "), count(*) from " + relation + " group by " + keys
                        + " having count(*) > 1 limit 1",
                row -> {
                    throw new LakehouseException(
                            FailureKind.DATA,
                            "KEY_REPEATED",
                            table.sql().path().getFileName() + " yields " + row.getLong(2) + " rows for the key "
                                    + row.getString(1),
                            table.table() + " has the key " + table.key() + ", of which each value may occur once",
                            "group by the key in the query, or declare the key that it has");
                });
    }
}
