package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.schema.ColumnType;

import static java.util.Objects.requireNonNull;

/**
 * A column of a silver table.
 *
 * @param from the bronze column that it is read from, its own name unless said otherwise
 * @param type what it is cast to; a value that cannot be is a broken rule, never a silent null
 * @param formats patterns for dates and timestamps in the order to try ({@code yyyy-MM-dd}); ISO 8601 where none is given
 * @param decimalComma numbers are written as {@code 1.234,56}; those with a point alone are understood too
 * @param microseconds {@code timestamp(6)}: finer than milliseconds is kept
 * @param expression SQL over bronze's columns, in the place of {@code from}
 */
public record SilverColumn(
        String name,
        String from,
        ColumnType type,
        List<String> formats,
        boolean decimalComma,
        boolean microseconds,
        Optional<String> expression) {
    public SilverColumn {
        requireNonNull(name, "name is null");
        requireNonNull(from, "from is null");
        requireNonNull(type, "type is null");
        formats = List.copyOf(formats);
        requireNonNull(expression, "expression is null");
    }
}
