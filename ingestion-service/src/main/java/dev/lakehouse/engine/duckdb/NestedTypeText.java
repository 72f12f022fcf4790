package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

/** Takes apart how DuckDB prints nested types: {@code STRUCT("a b" INTEGER, c VARCHAR[])}. */
final class NestedTypeText {
    /** A struct's field, its name without quotes. */
    record Field(String name, String type) {}

    private NestedTypeText() {}

    /** What stands between the outermost brackets, parted at commas of that level. */
    static List<String> parts(String type) {
        String inside = type.substring(type.indexOf('(') + 1, type.lastIndexOf(')'));
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < inside.length(); i++) {
            char character = inside.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && character == '(') {
                depth++;
            } else if (!quoted && character == ')') {
                depth--;
            } else if (!quoted && depth == 0 && character == ',') {
                parts.add(inside.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.add(inside.substring(start).trim());
        return parts;
    }

    static Field field(String part) {
        if (part.startsWith("\"")) {
            int end = 1;
            while (part.charAt(end) != '"' || (end + 1 < part.length() && part.charAt(end + 1) == '"')) {
                end += part.charAt(end) == '"' ? 2 : 1;
            }
            return new Field(
                    part.substring(1, end).replace("\"\"", "\""),
                    part.substring(end + 1).trim());
        }
        int blank = part.indexOf(' ');
        return new Field(part.substring(0, blank), part.substring(blank + 1).trim());
    }
}
