package dev.lakehouse.extract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;

/** Where a table is in its database, in the letters that the database has. */
record TableAddress(Optional<String> schema, String table) {
    /** More are no help. */
    private static final int SHOWN = 20;

    static TableAddress parse(String name) {
        int point = name.indexOf('.');
        return point < 0
                ? new TableAddress(Optional.empty(), name)
                : new TableAddress(Optional.of(name.substring(0, point)), name.substring(point + 1));
    }

    /** The table, then the schema where there is one. */
    List<Object> values() {
        return schema.<List<Object>>map(its -> List.of(table, its)).orElse(List.of(table));
    }

    String quoted(String quote) {
        return schema.map(its -> quoted(its, quote) + ".").orElse("") + quoted(table, quote);
    }

    static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** The failure where there is none, by those that there are: {@code public.pedidos}. */
    LakehouseException unknown(List<String> tables) {
        String name = schema.map(its -> its + ".").orElse("") + table;
        List<String> near = schema.isPresent()
                ? tables
                : tables.stream().map(it -> it.substring(it.indexOf('.') + 1)).toList();
        return new LakehouseException(
                FailureKind.USER,
                "SOURCE_TABLE_UNKNOWN",
                "There is no table " + name + " in the database",
                tables.isEmpty()
                        ? "this user sees none there"
                        : "there are " + tables.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (tables.size() > SHOWN ? " and " + (tables.size() - SHOWN) + " more" : ""),
                Suggestion.didYouMean(name, near, "name one of them, in the letters that the database has"));
    }
}
