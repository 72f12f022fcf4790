package dev.lakehouse.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A condition on rows, with the values for its question marks. */
record Condition(String sql, List<Object> values) {
    static final Condition ALL = new Condition("", List.of());

    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String sql, Object value) {
        return new Condition(sql, List.of(value));
    }

    /** Those of both. */
    Condition and(Condition other) {
        String both = Stream.of(sql, other.sql).filter(it -> !it.isEmpty()).collect(Collectors.joining(" and "));
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Condition(both, all);
    }

    /** {@code where ...}, with a blank before it; nothing where all rows are meant. */
    String where() {
        return sql.isEmpty() ? "" : " where " + sql;
    }

    /**
     * Rows whose key is behind another one: {@code k > ?}, of several columns {@code (a > ? or (a = ? and b > ?))}. Written out, for not
     * every database compares rows; {@code asRows} says that this one does, and finds them by its index.
     */
    static Condition behind(List<String> columns, List<Object> key, boolean asRows) {
        return compared(columns, key, ">", ">", asRows);
    }

    /** Rows whose key is that one, or before it. */
    static Condition upTo(List<String> columns, List<Object> key, boolean asRows) {
        return compared(columns, key, "<", "<=", asRows);
    }

    private static Condition compared(
            List<String> columns, List<Object> key, String sign, String last, boolean asRows) {
        if (columns.size() == 1) {
            return of(columns.get(0) + " " + last + " ?", key.get(0));
        }
        if (asRows) {
            String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
            return new Condition("(" + String.join(", ", columns) + ") " + last + " (" + marks + ")", key);
        }
        List<String> ways = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String equal = columns.subList(0, i).stream()
                    .map(column -> column + " = ? and ")
                    .collect(Collectors.joining());
            values.addAll(key.subList(0, i + 1));
            ways.add("(" + equal + columns.get(i) + " " + (i == columns.size() - 1 ? last : sign) + " ?)");
        }
        return new Condition("(" + String.join(" or ", ways) + ")", values);
    }
}
