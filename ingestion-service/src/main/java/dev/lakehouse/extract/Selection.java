package dev.lakehouse.extract;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * Rows of a table, in pages by key.
 *
 * @param key tells the rows apart
 * @param condition which rows are meant
 * @param asRows whether the database compares rows by an index
 */
record Selection(Relation relation, List<SourceColumn> key, Condition condition, boolean asRows) {
    private static final String NUMBER = "lakehouse_row";

    Selection {
        requireNonNull(relation, "relation is null");
        key = List.copyOf(key);
        requireNonNull(condition, "condition is null");
    }

    /** A statement that reads them all. */
    String sql(Condition which) {
        return "select "
                + relation.columns().stream().map(this::expression).collect(Collectors.joining(", "))
                + " from " + relation.quoted() + which.where()
                + (key.isEmpty() ? "" : " order by " + String.join(", ", keyNames()));
    }

    private String expression(SourceColumn column) {
        // PostgreSQL's columns ask for a cast, and decimals of more than 38 digits, where others know no type text.
        return column.asText() ? "cast(" + quoted(column) + " as text)" : quoted(column);
    }

    /** The condition for one page. */
    Condition page(List<List<String>> bounds, int page) {
        Condition which = condition;
        if (page > 0) {
            which = which.and(Condition.behind(keyNames(), key(bounds.get(page - 1)), asRows));
        }
        if (page < bounds.size()) {
            which = which.and(Condition.upTo(keyNames(), key(bounds.get(page)), asRows));
        }
        return which;
    }

    /** The last key of each page of so many rows; the rows behind the last of these are a page, too. */
    List<List<String>> bounds(DatabaseSession session, int pageRows) throws SQLException {
        String names = String.join(", ", keyNames());
        // In the order of an index, where there is one for the key; a database sorts few rows in less time than it
        // looks them up.
        String sql = "select " + names + " from (select " + names + ", row_number() over (order by " + names + ") as "
                + NUMBER + " from " + relation.quoted() + condition.where() + ") numbered where mod(" + NUMBER + ", "
                + pageRows + ") = 0 order by " + NUMBER;
        return session.ask(sql, condition.values(), pageRows, rows -> {
            List<List<String>> bounds = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < key.size(); i++) {
                    values.add(
                            KeyText.write(KeyText.read(rows, i + 1, key.get(i).kind())));
                }
                bounds.add(values);
            }
            return bounds;
        });
    }

    /** A column of the key that has no value in some row, which no page would then have. */
    Optional<SourceColumn> keyWithoutValue(DatabaseSession session) throws SQLException {
        for (SourceColumn column : key) {
            if (column.nullable() && isNullSomewhere(session, relation, column)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    static boolean isNullSomewhere(DatabaseSession session, Relation relation, SourceColumn column)
            throws SQLException {
        return session.finds("select 1 from " + relation.quoted() + " where " + relation.quoted(column) + " is null");
    }

    private List<Object> key(List<String> texts) {
        return IntStream.range(0, key.size())
                .mapToObj(i -> KeyText.parse(texts.get(i), key.get(i).kind()))
                .toList();
    }

    private List<String> keyNames() {
        return key.stream().map(this::quoted).toList();
    }

    private String quoted(SourceColumn column) {
        return relation.quoted(column);
    }
}
