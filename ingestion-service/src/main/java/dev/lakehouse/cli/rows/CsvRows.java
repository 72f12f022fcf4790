package dev.lakehouse.cli.rows;

import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.schema.Column;

import static java.util.Objects.requireNonNull;

/** Rows as RFC 4180 has them, but for line ends, which are those of Unix. */
final class CsvRows implements RowPrinter {
    private final Outlet out;

    CsvRows(Outlet out) {
        this.out = requireNonNull(out, "out is null");
    }

    @Override
    public void columns(List<Column> columns) {
        out.line(columns.stream().map(column -> field(column.name())).collect(Collectors.joining(",")));
    }

    @Override
    public boolean row(List<Object> values) {
        StringJoiner line = new StringJoiner(",");
        for (Object value : values) {
            line.add(value(value));
        }
        out.line(line.toString());
        return true;
    }

    @Override
    public void finish() {
        out.flush();
    }

    private static String value(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Instant instant ? instant.toString() : field(ValueText.of(value));
    }

    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String field(String text) {
        return isPlain(text) ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
