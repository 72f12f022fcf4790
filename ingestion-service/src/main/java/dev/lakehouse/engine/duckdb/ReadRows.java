package dev.lakehouse.engine.duckdb;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.engine.Condition;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.RowsWork;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Reads some rows of a table. Conditions' values are bound to the statement; none is ever a part of its text. */
final class ReadRows {
    private final Session session;
    private final RowsWork work;
    private final List<String> bound = new ArrayList<>();

    ReadRows(Session session, RowsWork work) {
        this.session = session;
        this.work = work;
    }

    void run(RowSink sink) throws SQLException {
        String conditions = work.conditions().stream().map(this::sql).collect(Collectors.joining(" and "));
        String sql = "select " + Sql.names(work.columns()) + " from " + TableRelation.of(work.table())
                + (conditions.isEmpty() ? "" : " where " + conditions)
                + " limit " + work.limit() + " offset " + work.offset();
        List<Column> columns = work.columns().stream()
                .map(name -> work.table().schema().find(name).orElseThrow())
                .toList();
        try (PreparedStatement statement = session.running(session.connection().prepareStatement(sql))) {
            for (int i = 0; i < bound.size(); i++) {
                statement.setString(i + 1, bound.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                ResultRows.pass(columns, rows, sink, session);
            }
        }
    }

    private String sql(Condition condition) {
        String column = Sql.name(condition.column().name());
        return switch (condition.operator()) {
            case EQ -> column + " = " + value(condition);
            case NE -> column + " <> " + value(condition);
            case LT -> column + " < " + value(condition);
            case LE -> column + " <= " + value(condition);
            case GT -> column + " > " + value(condition);
            case GE -> column + " >= " + value(condition);
            case STARTS -> "starts_with(" + column + ", " + value(condition) + ")";
            case CONTAINS -> "contains(" + column + ", " + value(condition) + ")";
            case NULL -> column + " is null";
            case NOT_NULL -> column + " is not null";
            case IN -> column + " in (" + values(condition) + ")";
        };
    }

    private String value(Condition condition) {
        return bind(condition, condition.values().get(0));
    }

    private String values(Condition condition) {
        return condition.values().stream().map(value -> bind(condition, value)).collect(Collectors.joining(", "));
    }

    private String bind(Condition condition, Object value) {
        bound.add(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        return "cast(? as " + type(condition.column(), value) + ")";
    }

    /** A decimal keeps its own digits: rounded to those of the column, 10.005 would equal 10.01. */
    private static String type(Column column, Object value) {
        if (value instanceof BigDecimal number) {
            int digits = Math.max(number.precision(), number.scale());
            return "DECIMAL(" + Collections.max(List.of(digits, 1)) + "," + number.scale() + ")";
        }
        return value instanceof Long ? DuckDbTypes.name(Primitive.BIGINT) : DuckDbTypes.name(column.type());
    }
}
