package dev.lakehouse.config.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Reads the SQL names of types: {@code decimal(12,2)}, {@code array<bigint>}. */
final class TypeParser {
    static final String MICROSECONDS = "timestamp(6)";

    private static final Map<String, ColumnType> NAMES = names();
    private static final Pattern DECIMAL =
            Pattern.compile("(?:decimal|numeric)\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\)");
    private static final Pattern ARRAY = Pattern.compile("array<(.+)>");

    private TypeParser() {}

    /** A type, and whether it is the {@code timestamp} that keeps microseconds. */
    record Parsed(ColumnType type, boolean microseconds) {}

    /** The names of the types without parameters. */
    static List<String> simpleNames() {
        return List.copyOf(NAMES.keySet());
    }

    /** Reads any type's name; throws a failure of kind user for what is none. */
    static Parsed parse(String text) {
        return MICROSECONDS.equals(text) ? new Parsed(Primitive.TIMESTAMP, true) : new Parsed(parseType(text), false);
    }

    /** Reads a type's name but {@link #MICROSECONDS}; throws a failure of kind user for what is none. */
    static ColumnType parseType(String text) {
        ColumnType simple = NAMES.get(text);
        if (simple != null) {
            return simple;
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return decimal(text, decimal);
        }
        Matcher array = ARRAY.matcher(text);
        if (array.matches()) {
            return new ColumnType.Array(parseType(array.group(1).strip()));
        }
        throw unknown(text);
    }

    private static ColumnType decimal(String text, Matcher matcher) {
        int precision = Integer.parseInt(matcher.group(1));
        int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (precision < 1 || precision > ColumnType.Decimal.MAX_PRECISION || scale > precision) {
            throw illegal(
                    "'" + text + "' is out of bounds",
                    "a decimal has 1 to " + ColumnType.Decimal.MAX_PRECISION
                            + " digits, and no more behind the point than in all",
                    "write for example decimal(12,2): 12 digits, 2 of them behind the point");
        }
        return new ColumnType.Decimal(precision, scale);
    }

    private static LakehouseException unknown(String text) {
        String base = text.replaceFirst("[(<].*", "").strip();
        if ("timestamp".equals(base)) {
            return illegal(
                    "'" + text + "' is no type here",
                    "timestamp keeps milliseconds; only a silver column itself can be " + MICROSECONDS,
                    "write timestamp");
        }
        if ("decimal".equals(base) || "numeric".equals(base)) {
            return illegal("'" + text + "' is no type", "it must say its digits", "write for example decimal(12,2)");
        }
        List<String> valid = new ArrayList<>(simpleNames());
        valid.addAll(List.of("decimal(p,s)", "array<type>"));
        String why = "types are " + String.join(", ", valid);
        if (!base.equals(text) && NAMES.containsKey(base)) {
            return illegal("'" + text + "' is no type", why, "write " + base + " alone");
        }
        List<String> words = new ArrayList<>(NAMES.keySet());
        words.addAll(List.of("decimal", "numeric", "array"));
        return illegal("'" + text + "' is no type", why, Suggestion.didYouMean(base, words, "write string"));
    }

    private static LakehouseException illegal(String what, String why, String fix) {
        return new LakehouseException(FailureKind.USER, "TYPE_ILLEGAL", what, why, fix);
    }

    private static Map<String, ColumnType> names() {
        Map<String, ColumnType> names = new LinkedHashMap<>();
        for (Primitive type : Primitive.values()) {
            names.put(type.toString(), type);
        }
        names.put("varchar", Primitive.STRING);
        names.put("text", Primitive.STRING);
        names.put("int", Primitive.INTEGER);
        names.put("long", Primitive.BIGINT);
        names.put("float", Primitive.REAL);
        return names;
    }
}
