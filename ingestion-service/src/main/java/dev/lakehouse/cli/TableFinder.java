package dev.lakehouse.cli;

import java.util.Comparator;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** Finds the table that a user named: {@code silver.pedidos}, or {@code pedidos} where only one layer has it. */
final class TableFinder {
    private final Lake lake;

    TableFinder(Lake lake) {
        this.lake = requireNonNull(lake, "lake is null");
    }

    /** Throws a failure of kind user where there is none, or more than one. */
    TableName find(String text) {
        List<TableName> all = lake.tables();
        List<TableName> found = all.stream().filter(name -> isNamed(name, text)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty() ? unknown(text, all) : ambiguous(text, found);
    }

    /**
     * Finds the quarantine of the table that a user named, or the quarantine itself; where more than one layer has one, that
     * of the highest. It need not exist, if the table does.
     */
    TableName findQuarantine(String text) {
        List<TableName> all = lake.tables();
        List<TableName> found = all.stream()
                .filter(TableName::isQuarantine)
                .filter(name -> isNamed(name, text)
                        || all.stream()
                                .anyMatch(table -> isNamed(table, text)
                                        && table.quarantine().equals(name)))
                .toList();
        if (!found.isEmpty()) {
            return found.get(found.size() - 1);
        }
        return all.stream()
                .filter(name -> isNamed(name, text))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> unknown(text, all))
                .quarantine();
    }

    private static boolean isNamed(TableName name, String text) {
        return name.toString().equals(text) || name.table().equals(text);
    }

    private static LakehouseException unknown(String text, List<TableName> all) {
        List<String> names = all.stream().map(TableName::toString).toList();
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_NOT_FOUND",
                "There is no table " + text,
                names.isEmpty() ? "the lake holds no tables yet" : "the lake holds " + String.join(", ", names),
                names.isEmpty()
                        ? "make some with 'lakehouse run <pipeline>', or look at 'lakehouse demo'"
                        : TableName.nearest(text, all)
                                .map(name -> "did you mean '" + name + "'?")
                                .orElse("name one of them as <layer>.<table>"));
    }

    private static LakehouseException ambiguous(String text, List<TableName> found) {
        List<String> names = found.stream().map(TableName::toString).toList();
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_AMBIGUOUS",
                "More than one table is called " + text,
                "there are " + String.join(" and ", names),
                "put the layer before it: " + names.get(names.size() - 1));
    }
}
