package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Quotes what goes into a statement. */
final class Sql {
    private Sql() {}

    /** A name, whatever characters it holds. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** Names as columns of a relation: {@code t."id", t."nome"}. */
    static String names(String relation, Collection<String> names) {
        return names.stream().map(name -> relation + "." + name(name)).collect(Collectors.joining(", "));
    }

    /** A text literal. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String texts(Collection<String> texts) {
        return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A list of files as the readers take it: glob characters in a name mean themselves. */
    static String files(List<Path> files) {
        return texts(files.stream().map(Sql::literalPath).toList());
    }

    static String file(Path file) {
        return text(literalPath(file));
    }

    /** The condition that two relations agree in those columns, none of which is null. */
    static String equal(String left, String right, Collection<String> columns) {
        return columns.stream()
                .map(column -> left + "." + name(column) + " = " + right + "." + name(column))
                .collect(Collectors.joining(" and "));
    }

    /** The condition that two relations agree in those columns, null being equal to null. */
    static String same(String left, String right, Collection<String> columns) {
        return columns.stream()
                .map(column -> left + "." + name(column) + " is not distinct from " + right + "." + name(column))
                .collect(Collectors.joining(" and "));
    }

    private static String literalPath(Path file) {
        StringBuilder literal = new StringBuilder();
        for (char character : file.toString().toCharArray()) {
            if ("*?[".indexOf(character) >= 0) {
                literal.append('[').append(character).append(']');
            } else {
                literal.append(character);
            }
        }
        return literal.toString();
    }
}
