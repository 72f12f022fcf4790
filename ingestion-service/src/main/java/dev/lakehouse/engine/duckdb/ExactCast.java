package dev.lakehouse.engine.duckdb;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Casts that give null where DuckDB would give another value than the one that stands there. */
final class ExactCast {
    private ExactCast() {}

    /** Of a text without blanks around it. */
    static String ofText(String text, ColumnType type) {
        String name = DuckDbTypes.name(type);
        String cast = "try_cast(" + text + " as " + name + ")";
        if (isWhole(type)) {
            return whole(text, type);
        }
        if (type instanceof Decimal decimal) {
            return decimal(text, decimal);
        }
        if (type == Primitive.DATE || type == Primitive.TIMESTAMP) {
            return DateText.iso(text, name);
        }
        return type == Primitive.DOUBLE || type == Primitive.REAL ? finite(text, cast) : cast;
    }

    /** Of a value of another type, which has to come out the same when it is cast back. */
    static String of(String value, ColumnType from, ColumnType type) {
        String cast = "try_cast(" + value + " as " + DuckDbTypes.name(type) + ")";
        return type == Primitive.STRING
                ? cast
                : "case when try_cast(" + cast + " as " + DuckDbTypes.name(from) + ") = " + value + " then " + cast
                        + " end";
    }

    static boolean isWhole(ColumnType type) {
        return type == Primitive.TINYINT
                || type == Primitive.SMALLINT
                || type == Primitive.INTEGER
                || type == Primitive.BIGINT;
    }

    /** DuckDB would round 2.5 to 3 without a word. What is more than digits has to be a whole number when read exactly. */
    static String whole(String text, ColumnType type) {
        String name = DuckDbTypes.name(type);
        String exact = "try_cast(" + text + " as decimal(38, 15))";
        return "case when translate(" + text + ", '+-0123456789', '') = '' then try_cast(" + text + " as " + name
                + ") when " + exact + " = trunc(" + exact + ") then try_cast(" + exact + " as " + name + ") end";
    }

    /** DuckDB would round to the scale. Digits behind it have to be zeros; of a number with an exponent, as far as 38 digits tell. */
    private static String decimal(String text, Decimal type) {
        String cast = "try_cast(" + text + " as " + DuckDbTypes.name(type) + ")";
        String plain = "[-+]?[0-9]*([.][0-9]{0," + type.scale() + "}0*)?";
        String wide = "try_cast(" + text + " as decimal(38, " + (38 - type.precision() + type.scale()) + "))";
        return "case when regexp_full_match(" + text + ", " + Sql.text(plain) + ") then " + cast
                + " when contains(lower(" + text + "), 'e') and " + wide + " = " + cast + " then " + cast + " end";
    }

    /** What is beyond a floating-point type is infinite to DuckDB, and is not infinite where it has digits. */
    static String finite(String text, String cast) {
        return "case when not isinf(" + cast + ") or not regexp_matches((" + text + ")::varchar, '[0-9]') then " + cast
                + " end";
    }
}
