package dev.lakehouse.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;

import static java.util.Objects.requireNonNull;

/** A table's name, {@code <layer>.<table>}: {@code silver.pedidos}. It is also its folder below the lake's home. */
public record TableName(Layer layer, String table) implements Comparable<TableName> {
    /** What a table, column or pipeline may be called, in every engine without quotes. */
    public static final Pattern LEGAL = Pattern.compile("[a-z_][a-z0-9_]{0,127}");

    private static final String QUARANTINE_SUFFIX = "_quarantine";
    private static final String TOMBSTONES_SUFFIX = "_tombstones";

    public TableName {
        requireNonNull(layer, "layer is null");
        if (!LEGAL.matcher(table).matches()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "TABLE_NAME_ILLEGAL",
                    "'" + table + "' cannot be a table's name",
                    "a name starts with a letter or _ and holds only a-z, 0-9 and _",
                    "rename the table");
        }
    }

    /** Reads {@code silver.pedidos}; throws a failure of kind user for any other form. */
    public static TableName parse(String text) {
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        if (parts.size() == 2) {
            for (Layer layer : Layer.values()) {
                if (layer.label().equals(parts.get(0))) {
                    return new TableName(layer, parts.get(1));
                }
            }
        }
        throw new LakehouseException(
                FailureKind.USER,
                "TABLE_NAME_ILLEGAL",
                "'" + text + "' is no table's name",
                "a table is called <layer>.<table>, its layer is bronze, silver, gold or ops",
                "write for example silver.pedidos; 'lakehouse tables' lists them all");
    }

    /**
     * The table that was probably meant by a name that none of {@code valid} has, typed with its layer or without; of several
     * layers' the last one.
     */
    public static Optional<TableName> nearest(String typed, Collection<TableName> valid) {
        Function<TableName, String> form = typed.contains(".") ? TableName::toString : TableName::table;
        return Suggestion.nearest(typed, valid.stream().map(form).toList())
                .flatMap(near -> valid.stream()
                        .filter(name -> form.apply(name).equals(near))
                        .max(Comparator.naturalOrder()));
    }

    /** The table beside this one that keeps what this one refused. */
    public TableName quarantine() {
        return new TableName(layer, table + QUARANTINE_SUFFIX);
    }

    /** Whether this is such a table itself. */
    public boolean isQuarantine() {
        return table.endsWith(QUARANTINE_SUFFIX);
    }

    /** The table beside this one that remembers which of its keys were deleted. */
    public TableName tombstones() {
        return new TableName(layer, table + TOMBSTONES_SUFFIX);
    }

    /** Whether this table stands beside another one, which it belongs to. */
    public boolean isCompanion() {
        return isQuarantine() || table.endsWith(TOMBSTONES_SUFFIX);
    }

    @Override
    public int compareTo(TableName other) {
        return Comparator.comparing(TableName::layer)
                .thenComparing(TableName::table)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return layer.label() + "." + table;
    }
}
