package dev.lakehouse.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * What a row's value must be. Values are of the column's type, so that no engine has to read a user's text as SQL.
 *
 * @param values Boolean, Long, BigDecimal, Double, String, LocalDate or Instant; one, but for {@code in} and for nulls
 */
public record Condition(Column column, Operator operator, List<Object> values) {
    /** A null meets none of them but {@link #NULL}, as in SQL. */
    public enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        STARTS,
        CONTAINS,
        NULL,
        NOT_NULL;

        /** How users write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean takesNoValue() {
            return this == NULL || this == NOT_NULL;
        }

        boolean isOfText() {
            return this == STARTS || this == CONTAINS;
        }
    }

    public Condition {
        requireNonNull(column, "column is null");
        requireNonNull(operator, "operator is null");
        values = List.copyOf(values);
        if (values.isEmpty() != operator.takesNoValue() || (values.size() > 1 && operator != Operator.IN)) {
            throw new IllegalArgumentException(operator + " does not take " + values.size() + " values");
        }
    }

    /**
     * Reads {@code column:operator:value}: {@code total:ge:10.50}, {@code status:in:paid,sent}, {@code paid_at:null}. The
     * value may hold colons. Throws a failure of kind user that says which part is wrong.
     */
    public static Condition parse(String text, TableSchema schema) {
        List<String> parts = Arrays.asList(text.split(":", 3));
        Column column = schema.find(parts.get(0)).orElseThrow(() -> unknownColumn(parts.get(0), schema));
        Operator operator = operator(text, parts.size() > 1 ? parts.get(1) : "");
        if (operator.takesNoValue() != (parts.size() == 2)) {
            throw wrong(
                    text,
                    operator.label() + (operator.takesNoValue() ? " takes no value" : " needs a value"),
                    "write for example " + column.name() + ":" + operator.label()
                            + (operator.takesNoValue() ? "" : ":10"));
        }
        if (operator.takesNoValue()) {
            return new Condition(column, operator, List.of());
        }
        if (!isComparable(column.type()) || (operator.isOfText() && column.type() != Primitive.STRING)) {
            throw wrong(
                    text,
                    column.name() + " is of type " + column.type(),
                    "such a column can only be asked with "
                            + (isComparable(column.type()) ? "eq, ne, lt, le, gt, ge, in, " : "")
                            + "null and not_null");
        }
        List<String> values = operator == Operator.IN ? List.of(parts.get(2).split(",", -1)) : List.of(parts.get(2));
        return new Condition(
                column,
                operator,
                values.stream()
                        .map(value -> ConditionValue.parse(value, column, text))
                        .toList());
    }

    private static Operator operator(String text, String label) {
        List<String> labels =
                Arrays.stream(Operator.values()).map(Operator::label).toList();
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.label().equals(label))
                .findFirst()
                .orElseThrow(() -> wrong(
                        text,
                        "'" + label + "' is no operator",
                        "write column:operator:value with one of " + String.join(", ", labels)));
    }

    private static boolean isComparable(ColumnType type) {
        return type instanceof ColumnType.Decimal || (type instanceof Primitive && type != Primitive.BINARY);
    }

    private static LakehouseException unknownColumn(String name, TableSchema schema) {
        return new LakehouseException(
                FailureKind.USER,
                "COLUMN_NOT_FOUND",
                "There is no column '" + name + "'",
                "the table has " + schema.names().stream().collect(Collectors.joining(", ")),
                Suggestion.didYouMean(name, schema.names(), "name one of them"));
    }

    static LakehouseException wrong(String text, String why, String fix) {
        return new LakehouseException(
                FailureKind.USER, "CONDITION_ILLEGAL", "'" + text + "' is no condition", why, fix);
    }
}
