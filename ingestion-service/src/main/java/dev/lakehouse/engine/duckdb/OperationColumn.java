package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.LoadMode.Cdc;
import dev.lakehouse.config.pipeline.Rule.Action;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Arrival;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.schema.Column;

/** What change data says was done, as columns of {@code typed} and as a check of its rows. */
final class OperationColumn {
    /** Whether a row of {@code typed} says that its key was deleted. */
    static final String DELETED = "__deleted";

    private static final String UNKNOWN = "__unknown_operation";

    private final SilverTable table;
    private final Cdc operations;

    /** The word as it is compared; null where the row has none. */
    private final String word;

    private OperationColumn(SilverTable table, Cdc operations, Optional<Column> landed) {
        this.table = table;
        this.operations = operations;
        this.word = landed.map(column -> "nullif(upper(trim(b." + Sql.name(column.name()) + "::varchar)), '')")
                .orElse("null::varchar");
    }

    /** None where the rows are no change data. */
    static Optional<OperationColumn> of(RefineWork work) {
        return work.arrival() instanceof Arrival.Changes changes
                ? Optional.of(new OperationColumn(
                        work.table(),
                        changes.operations(),
                        work.bronze()
                                .schema()
                                .findAnyCase(BronzeNames.of(changes.operations().operation(), 1))))
                : Optional.empty();
    }

    /** Columns of {@code typed}, over a bronze row {@code b}. */
    List<String> columns() {
        return List.of(
                "coalesce(" + word + " in (" + words(operations.deletes()) + "), false) as " + DELETED,
                "coalesce(" + word + " not in (" + words(operations.words()) + "), false) as " + UNKNOWN);
    }

    /** A deleted row needs its key and its sequence, and nothing else of what is asked of rows; one of no known operation is refused. */
    List<SilverCheck> checks(List<SilverCheck> usual) {
        List<String> needed = Stream.concat(table.key().stream(), table.sequence().stream())
                .map(SilverCheck::castLabel)
                .toList();
        List<SilverCheck> checks = new ArrayList<>();
        checks.add(new SilverCheck(
                "operation",
                Action.QUARANTINE,
                "t." + UNKNOWN,
                "concat(" + Sql.text("'") + ", " + word + ", "
                        + Sql.text("' is no operation: " + operations.operation() + " is one of "
                                + operations.words().stream().sorted().collect(Collectors.joining(", ")))
                        + ")"));
        for (SilverCheck check : usual) {
            checks.add(
                    check.isOfKey() || needed.contains(check.label())
                            ? check
                            : new SilverCheck(
                                    check.label(),
                                    check.action(),
                                    "not t." + DELETED + " and (" + check.broken() + ")",
                                    check.reason()));
        }
        return checks;
    }

    private static String words(Collection<String> words) {
        return words.stream().sorted().map(Sql::text).collect(Collectors.joining(", "));
    }
}
