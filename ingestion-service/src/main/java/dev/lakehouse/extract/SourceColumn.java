package dev.lakehouse.extract;

import dev.lakehouse.schema.ColumnType.Decimal;

import static java.util.Objects.requireNonNull;

/**
 * A column of a table in a database.
 *
 * @param type as the database calls it, for messages
 * @param asText whether the database has to write it as text, for Java knows no such values
 * @param precision of a decimal, else 0
 * @param scale of a decimal, else 0
 */
record SourceColumn(
        String name, String type, ValueKind kind, boolean asText, boolean nullable, int precision, int scale) {
    /** What is behind the name of a column of those values that do not fit the column's type. */
    static final String ODD_SUFFIX = "_as_text";

    SourceColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(kind, "kind is null");
    }

    static SourceColumn of(String name, String type, ValueKind kind, boolean nullable) {
        return new SourceColumn(name, type, kind, false, nullable, 0, 0);
    }

    static SourceColumn asText(String name, String type, boolean nullable) {
        return new SourceColumn(name, type, ValueKind.TEXT, true, nullable, 0, 0);
    }

    /** Exact where a table can hold it, else text. */
    static SourceColumn decimal(String name, String type, int precision, int scale, boolean nullable) {
        // PostgreSQL has scales that are negative, or larger than the precision.
        int digits = Math.max(precision, scale) + Math.max(0, -scale);
        return digits >= 1 && digits <= Decimal.MAX_PRECISION
                ? new SourceColumn(name, type, ValueKind.DECIMAL, false, nullable, digits, Math.max(0, scale))
                : asText(name, type, nullable);
    }
}
