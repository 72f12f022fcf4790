package dev.lakehouse.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table's columns in order; no two names are equal when case is ignored, for most engines ignore it. */
public record TableSchema(List<Column> columns) {
    public TableSchema {
        columns = List.copyOf(columns);
        Map<String, Column> seen = new LinkedHashMap<>();
        for (Column column : columns) {
            Column before = seen.put(column.name().toLowerCase(Locale.ROOT), column);
            if (before != null) {
                throw new IllegalArgumentException("two columns are called " + before.name() + " and " + column.name());
            }
        }
    }

    /** The names, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The column of that name, to the letter. */
    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The column of that name, whichever its letters' case. */
    public Optional<Column> findAnyCase(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** This schema with {@code others} in the place of its own of those names, whichever their case, and behind it the rest. */
    public TableSchema replacedBy(List<Column> others) {
        List<Column> all = new ArrayList<>();
        for (Column column : columns) {
            all.add(others.stream()
                    .filter(other -> other.name().equalsIgnoreCase(column.name()))
                    .findFirst()
                    .orElse(column));
        }
        others.stream().filter(other -> findAnyCase(other.name()).isEmpty()).forEach(all::add);
        return new TableSchema(all);
    }

    /** The columns of {@code wanted} that this schema has with another type, as {@code wanted} has them. */
    public List<Column> retyped(List<Column> wanted) {
        return wanted.stream()
                .filter(column -> findAnyCase(column.name())
                        .filter(known -> !known.type().equals(column.type()))
                        .isPresent())
                .toList();
    }

    /** This schema with those of {@code others} that it lacks whichever their case, appended in their order. */
    public TableSchema plus(List<Column> others) {
        List<Column> all = new ArrayList<>(columns);
        others.stream().filter(column -> findAnyCase(column.name()).isEmpty()).forEach(all::add);
        return new TableSchema(all);
    }
}
