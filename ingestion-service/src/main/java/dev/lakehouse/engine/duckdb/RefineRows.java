package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.Rule.Action;
import dev.lakehouse.config.pipeline.SilverLoad;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.Refined;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Carries out a silver batch: {@code typed} rows, those that are {@code bad}, and the rest into the table. */
final class RefineRows {
    /** Up to here rows are kept in a table between the steps; more are computed anew for each, which spares the disk. */
    private static final long ROWS_KEPT = 2_000_000;

    private final Session session;
    private final RefineWork work;
    private final Progress progress;
    private final ParquetOutput output;
    private final ParquetOutput quarantine;
    private final List<SilverCheck> checks;
    private final TableSchema schema;

    RefineRows(Session session, RefineWork work, Progress progress) {
        this.session = session;
        this.work = work;
        this.progress = progress;
        this.output = new ParquetOutput(session, work.output(), work.batch());
        this.quarantine = new ParquetOutput(session, work.quarantine(), work.batch());
        this.schema = GrownSchema.of(
                work.table().table(),
                work.target().schema(),
                work.table().schema().columns());
        List<SilverCheck> usual = SilverCheck.of(work.table(), work.bronze().schema());
        this.checks = OperationColumn.of(work)
                .map(operation -> operation.checks(usual))
                .orElse(usual);
    }

    Refined run() {
        String activity = "refining " + work.table().table();
        progress.begin(activity, Math.max(0, work.bronze().rows()), Progress.Unit.ROWS);
        try {
            prepare();
            failOnBrokenRule();
            List<WrittenFile> refused = quarantine();
            long rowsIn = rowsIn();
            long quarantined = session.number("select count(*) from bad where " + isQuarantined());
            long dropped = session.number("select count(*) from bad where " + isDropped());
            long good = rowsIn - quarantined - dropped;
            MergedRows merged = work.table().load() == SilverLoad.UPSERT
                    ? new UpsertRows(session, work, schema, output, progress).run(good)
                    : MergedRows.added(output.sized("select " + columns() + " from good", schema, progress), 0);
            return new Refined(
                    schema,
                    merged.files(),
                    merged.replaced(),
                    refused,
                    merged.tombstones(),
                    rowsIn,
                    merged.inserted(),
                    merged.updated(),
                    merged.deleted(),
                    merged.superseded(),
                    merged.unchanged(),
                    quarantined,
                    dropped,
                    broken(),
                    merged.keysUnknown());
        } catch (SQLException e) {
            discard();
            throw SilverSqlFailures.find(session, work).orElseGet(() -> EngineFailures.of(activity, e));
        } catch (RuntimeException e) {
            discard();
            throw e;
        } finally {
            progress.end();
        }
    }

    /** Whether that many rows are kept in a table between the steps. */
    static boolean keeps(TableInput rows) {
        return rows.rows() >= 0 && rows.rows() <= ROWS_KEPT;
    }

    private void discard() {
        output.discard();
        quarantine.discard();
    }

    private void prepare() throws SQLException {
        boolean keep = keeps(work.bronze()) || work.table().sql().isPresent();
        session.execute("create view landed as select * from " + TableRelation.withPositions(work.bronze()));
        session.execute("create schema bronze");
        session.execute("create view bronze." + Sql.name(work.table().from()) + " as from landed");
        session.execute("create " + (keep ? "table" : "view") + " typed as " + TypedRows.select(work, schema));
        session.execute("create view checked as select t.*, " + flags() + " from typed t" + referenceJoins());
        session.execute("create table bad as select __file, __row, __ordinal, " + flagNames() + " from checked where "
                + anyOf(Action.values()));
        // The rules over again, for every step that reads the good rows, would cost many times what leaving out the bad
        // ones does.
        session.execute(
                "create view good as select t.* from typed t anti join (select __file, __row, __ordinal from bad where "
                        + anyOf(Action.QUARANTINE, Action.DROP, Action.FAIL)
                        + ") b on t.__file is not distinct from b.__file"
                        + " and t.__row is not distinct from b.__row and t.__ordinal is not distinct from b.__ordinal");
    }

    private String columns() {
        return Sql.names(schema.names());
    }

    private String flags() {
        return numbered(i -> "coalesce(" + checks.get(i).broken() + ", false) as " + flag(i), ", ", "false as __none");
    }

    private String flagNames() {
        return numbered(RefineRows::flag, ", ", "__none");
    }

    private String anyOf(Action... actions) {
        List<Action> wanted = List.of(actions);
        List<String> flags = IntStream.range(0, checks.size())
                .filter(i -> wanted.contains(checks.get(i).action()))
                .mapToObj(RefineRows::flag)
                .toList();
        return flags.isEmpty() ? "false" : String.join(" or ", flags);
    }

    private String isQuarantined() {
        return "(" + anyOf(Action.QUARANTINE) + ")";
    }

    private String isDropped() {
        return "(" + anyOf(Action.DROP) + ") and not " + isQuarantined();
    }

    private String numbered(java.util.function.IntFunction<String> part, String joiner, String none) {
        return checks.isEmpty()
                ? none
                : IntStream.range(0, checks.size()).mapToObj(part).collect(Collectors.joining(joiner));
    }

    private static String flag(int check) {
        return "__broken_" + check;
    }

    private String referenceJoins() {
        StringBuilder joins = new StringBuilder();
        int number = 0;
        for (Rule rule : work.table().rules()) {
            if (rule instanceof Rule.References references) {
                TableInput target = work.references().get(references.table());
                String key =
                        Sql.name(work.referenceKeys().get(references.table()).get(0));
                String alias = "r" + number++;
                joins.append(" left join (select distinct ")
                        .append(key)
                        .append(" as k from ")
                        .append(TableRelation.of(target))
                        .append(") ")
                        .append(alias)
                        .append(" on ")
                        .append(alias)
                        .append(".k = t.")
                        .append(Sql.name(references.column()));
            }
        }
        return joins.toString();
    }

    private long rowsIn() throws SQLException {
        if (work.table().sql().isPresent()) {
            return session.number("select count(*) from typed");
        }
        return work.bronze().rows() >= 0 ? work.bronze().rows() : session.number("select count(*) from landed");
    }

    private void failOnBrokenRule() throws SQLException {
        for (int i = 0; i < checks.size(); i++) {
            SilverCheck check = checks.get(i);
            if (check.action() != Action.FAIL) {
                continue;
            }
            long rows = session.number("select count(*) from bad where " + flag(i));
            if (rows > 0) {
                throw new LakehouseException(
                        FailureKind.DATA,
                        "RULE_BROKEN",
                        (rows == 1 ? "1 row breaks" : rows + " rows break") + " the rule " + check.label() + " of "
                                + work.table().table(),
                        "its action is fail, so that the batch was not taken in",
                        "set the rule's action to quarantine and run again: the bad rows go to quarantine, and mended ones that land"
                                + " later take their place");
            }
        }
    }

    /** Bronze is read again for the refused rows alone, so that the others need not carry their raw values along. */
    private List<WrittenFile> quarantine() throws SQLException {
        if (session.number("select count(*) from bad where " + isQuarantined()) == 0) {
            return List.of();
        }
        return quarantine.ordered(
                QuarantineSelect.of(work, checks, RefineRows::flag, isQuarantined()),
                QuarantineSchema.TABLE,
                Progress.NONE);
    }

    private Map<String, Long> broken() throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            sums.add("count_if(" + flag(i) + ")");
        }
        if (!sums.isEmpty()) {
            session.forEach("select " + String.join(", ", sums) + " from bad", row -> {
                for (int i = 0; i < checks.size(); i++) {
                    if (row.getLong(i + 1) > 0) {
                        counts.put(checks.get(i).label(), row.getLong(i + 1));
                    }
                }
            });
        }
        return counts;
    }
}
