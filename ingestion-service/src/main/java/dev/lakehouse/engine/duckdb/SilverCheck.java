package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.Rule.Action;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.schema.TableSchema;

/**
 * One thing that is asked of every row.
 *
 * @param broken true where the row breaks it; over a typed row {@code t} and joined references {@code r0}, {@code r1}, …
 * @param reason why, for people; over a typed row {@code t} and its bronze row {@code b}
 */
record SilverCheck(String label, Action action, String broken, String reason) {
    private static final String KEY = "key(";

    /** All of a table's checks: values that cannot be cast, keys without a value, then its rules. */
    static List<SilverCheck> of(SilverTable table, TableSchema bronze) {
        List<SilverCheck> checks = new ArrayList<>();
        for (SilverColumn column : table.columns()) {
            TypedColumn typed = new TypedColumn(column, table, bronze);
            if (typed.canFail()) {
                checks.add(new SilverCheck(
                        castLabel(column.name()),
                        Action.QUARANTINE,
                        "t." + Sql.name(castFlag(column.name())),
                        typed.reason()));
            }
        }
        for (String key : table.key()) {
            checks.add(missing(KEY + key + ")", key, Action.QUARANTINE, table, bronze));
        }
        int references = 0;
        for (Rule rule : table.rules()) {
            checks.add(of(rule, references, table, bronze));
            references += rule instanceof Rule.References ? 1 : 0;
        }
        return checks;
    }

    /** The label of the check that a value could be cast. */
    static String castLabel(String column) {
        return "type(" + column + ")";
    }

    /** Whether it asks for a value in a column of the key. */
    boolean isOfKey() {
        return label.startsWith(KEY);
    }

    /** The column of a typed row that says whether a cast failed. */
    static String castFlag(String column) {
        return "__unfit_" + column;
    }

    /** What a column of a typed row is called in a reason: expressions there name bronze's columns, which may be called the same. */
    static String inReason(String column) {
        return "__silver_" + column;
    }

    private static SilverCheck of(Rule rule, int reference, SilverTable table, TableSchema bronze) {
        if (rule instanceof Rule.NotNull notNull) {
            return missing(rule.label(), notNull.column(), rule.action(), table, bronze);
        }
        if (rule instanceof Rule.References references) {
            String value = "t." + Sql.name(references.column());
            return new SilverCheck(
                    rule.label(),
                    rule.action(),
                    value + " is not null and r" + reference + ".k is null",
                    "concat(" + Sql.text("there is no " + references.table() + " '") + ", t."
                            + Sql.name(inReason(references.column())) + "::varchar, "
                            + Sql.text("'") + ")");
        }
        Rule.Check check = (Rule.Check) rule;
        return new SilverCheck(
                rule.label(),
                rule.action(),
                "not coalesce((" + check.condition() + "\n), true)",
                Sql.text("not true: " + check.condition()));
    }

    /** A value that could not be cast is not missing as well. */
    private static SilverCheck missing(
            String label, String column, Action action, SilverTable table, TableSchema bronze) {
        boolean canFail = table.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .anyMatch(candidate -> new TypedColumn(candidate, table, bronze).canFail());
        String unfit = canFail ? " and not t." + Sql.name(castFlag(column)) : "";
        return new SilverCheck(
                label, action, "t." + Sql.name(column) + " is null" + unfit, Sql.text(column + " has no value"));
    }
}
