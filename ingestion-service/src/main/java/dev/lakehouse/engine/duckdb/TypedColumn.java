package dev.lakehouse.engine.duckdb;

import java.util.Optional;

import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Array;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/** How a silver column's value comes from a bronze row {@code b}. A blank is null; what cannot be cast is null and a failure. */
final class TypedColumn {
    private static final String BRONZE = "b";

    private final SilverColumn column;
    private final boolean ofQuery;
    private final Optional<Column> found;
    private final Optional<ColumnType> landed;

    TypedColumn(SilverColumn column, SilverTable table, TableSchema bronze) {
        this.column = column;
        this.ofQuery = table.sql().isPresent();
        this.found = column.expression().isPresent() ? Optional.empty() : bronze.findAnyCase(column.from());
        this.landed = found.map(Column::type);
    }

    /** Whether there is a bronze column, or an expression, to take the value from. */
    boolean hasInput() {
        return landed.isPresent() || isComputed();
    }

    /** Whether the value is an expression's, or a column of the table's own query: its type is not known here. */
    private boolean isComputed() {
        return column.expression().isPresent() || (ofQuery && landed.isEmpty());
    }

    /** As bronze spells it, where bronze has it. */
    private String from() {
        return found.map(Column::name).orElse(column.from());
    }

    /** The value before it is cast; an expression may end in a comment. */
    String raw() {
        return column.expression()
                .map(expression -> "(" + expression + "\n)")
                .orElseGet(() -> hasInput() ? BRONZE + "." + Sql.name(from()) : "null::varchar");
    }

    /** The value in its type, or null. */
    String value() {
        ColumnType type = column.type();
        if (isComputed() && ExactCast.isWhole(type)) {
            return ExactCast.whole(raw() + "::varchar", type);
        }
        if (isComputed()) {
            return cast(raw());
        }
        if (landed.isEmpty()) {
            return "null::" + DuckDbTypes.name(type);
        }
        if (landed.get() != Primitive.STRING) {
            boolean same = landed.get().equals(type);
            boolean hasFraction = landed.get() instanceof Decimal
                    || landed.get() == Primitive.DOUBLE
                    || landed.get() == Primitive.REAL;
            if (hasFraction && ExactCast.isWhole(type)) {
                return ExactCast.whole(raw() + "::varchar", type);
            }
            return same ? milliseconds(raw()) : cast(raw());
        }
        return type == Primitive.STRING ? "case when trim(" + raw() + ") <> '' then " + raw() + " end" : fromText(type);
    }

    /** The condition that there was a value and it could not be cast. */
    String failed() {
        String unfit = landed.filter(Primitive.STRING::equals).isPresent()
                ? "trim(" + raw() + ") <> '' and " + value() + " is null"
                : raw() + " is not null and " + value() + " is null";
        boolean mayBeRescued = landed.isPresent() && landed.get() != Primitive.STRING;
        return "coalesce(" + unfit + ", false)"
                + (mayBeRescued
                        ? " or (" + BRONZE + "." + ProvenanceColumns.RESCUED + " is not null and " + rescued()
                                + " is not null)"
                        : "");
    }

    /** Whether a cast can fail at all. */
    boolean canFail() {
        boolean textStays = landed.filter(Primitive.STRING::equals).isPresent() && column.type() == Primitive.STRING;
        return hasInput() && !textStays && !from().equals(ProvenanceColumns.INGESTED_AT);
    }

    /** Why the cast failed, for people. */
    String reason() {
        if (ofQuery && isComputed()) {
            // The refused row is shown as it stands in bronze, which lacks what the query computed.
            return Sql.text(column.name() + ": what the query yields is no " + typeName());
        }
        String shown = column.expression().isPresent()
                        || landed.filter(Primitive.STRING::equals).isPresent()
                ? raw() + "::varchar"
                : "coalesce(" + rescued() + ", " + raw() + "::varchar)";
        return "concat(" + Sql.text(column.name() + ": '") + ", " + shown + ", " + Sql.text("' is no " + typeName())
                + ")";
    }

    private String typeName() {
        return column.formats().isEmpty()
                ? column.type().toString()
                : column.type() + " as " + String.join(" or ", column.formats());
    }

    private String rescued() {
        String pointer = "/" + from().replace("~", "~0").replace("/", "~1");
        return "json_extract_string(" + BRONZE + "." + ProvenanceColumns.RESCUED + ", " + Sql.text(pointer) + ")";
    }

    private String fromText(ColumnType type) {
        String text = "nullif(trim(" + raw() + "), '')";
        String name = DuckDbTypes.name(type);
        if (type == Primitive.DATE || type == Primitive.TIMESTAMP) {
            return milliseconds(DateText.value(text, column, name));
        }
        if (type instanceof Decimal || type == Primitive.DOUBLE || type == Primitive.REAL) {
            return cast(number(text));
        }
        if (ExactCast.isWhole(type)) {
            return ExactCast.whole(number(text), type);
        }
        if (type instanceof Primitive) {
            return "try_cast(" + text + " as " + name + ")";
        }
        return type instanceof Array array
                        && array.element() instanceof Primitive element
                        && element != Primitive.STRING
                ? elements(text, element)
                : "try_cast(try_cast(" + text + " as json) as " + name + ")";
    }

    /** A time may be one that no other reader knows. */
    private String cast(String value) {
        ColumnType type = column.type();
        String cast = "try_cast(" + value + " as " + DuckDbTypes.name(type) + ")";
        if (type == Primitive.DOUBLE || type == Primitive.REAL) {
            return ExactCast.finite(value, cast);
        }
        if (type == Primitive.DATE || type == Primitive.TIMESTAMP) {
            return milliseconds(DateText.ofOurTime(cast));
        }
        return cast;
    }

    /** DuckDB makes null of an element that it cannot cast, and rounds one with a fraction. */
    private static String elements(String text, Primitive element) {
        String texts = "try_cast(try_cast(" + text + " as json) as varchar[])";
        String cast = "list_transform(" + texts + ", lambda e: " + ExactCast.ofText("e", element) + ")";
        return "case when len(list_filter(" + texts + ", lambda e: e is null)) = len(list_filter(" + cast
                + ", lambda e: e is null)) then " + cast + " end";
    }

    private String number(String text) {
        return column.decimalComma()
                ? "case when not contains(" + text + ", ',') then " + text + " when regexp_matches(" + text
                        + ", '^[^,]*,[^,.]*$') then replace(replace(" + text + ", '.', ''), ',', '.') end"
                : text;
    }

    /** Trino rounds finer timestamps and writes the rounding back. */
    private String milliseconds(String value) {
        return column.type() == Primitive.TIMESTAMP && !column.microseconds()
                ? "date_trunc('milliseconds', (" + value + ")::timestamp)::timestamptz"
                : value;
    }
}
