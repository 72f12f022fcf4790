package dev.lakehouse.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;

import static java.util.Objects.requireNonNull;

/**
 * A table as its database describes it.
 *
 * @param name as the pipeline has it
 * @param quoted as SQL has it
 * @param quote what names are quoted with
 * @param key the columns of its primary key; empty where it has none
 * @param rows about how many rows it has, or 0 where nobody knows
 * @param rowBytes about how large a row is
 */
record Relation(
        String name,
        String quoted,
        String quote,
        List<SourceColumn> columns,
        List<String> key,
        long rows,
        long rowBytes) {
    Relation {
        requireNonNull(name, "name is null");
        requireNonNull(quoted, "quoted is null");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** A column's name as SQL has it. */
    String quoted(SourceColumn column) {
        return TableAddress.quoted(column.name(), quote);
    }

    List<String> columnNames() {
        return columns.stream().map(SourceColumn::name).toList();
    }

    /** The column of that name; throws a failure of kind user where there is none, after {@code role}: {@code watermark}. */
    SourceColumn column(String column, String role) {
        return columns.stream()
                .filter(it -> it.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new LakehouseException(
                        FailureKind.USER,
                        "SOURCE_COLUMN_UNKNOWN",
                        name + " has no column " + column + ", which the source names as " + role,
                        "its columns are " + String.join(", ", columnNames()),
                        Suggestion.didYouMean(column, columnNames(), "name one of them")));
    }

    /** The columns by which rows are told apart: those that the source names, else the primary key; empty where it has none. */
    Optional<List<SourceColumn>> keyColumns(List<String> declared) {
        List<SourceColumn> found = new ArrayList<>();
        for (String column : declared.isEmpty() ? key : declared) {
            SourceColumn one = column(column, "key");
            if (!one.kind().isKey()) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "SOURCE_KEY_UNSUPPORTED",
                        name + " cannot be read by its key " + column,
                        "values of the type " + one.type() + " cannot be told apart, and put in order, without doubt",
                        "name other columns in 'key', which together are different in each row");
            }
            found.add(one);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** The same without some columns. */
    Relation without(List<String> excluded) {
        excluded.forEach(column -> column(column, "excluded"));
        return new Relation(
                name,
                quoted,
                quote,
                columns.stream()
                        .filter(column -> !excluded.contains(column.name()))
                        .toList(),
                key,
                rows,
                rowBytes);
    }
}
