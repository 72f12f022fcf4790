package dev.lakehouse.trainer.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of texts, each column as wide as its widest. */
final class TextColumns {
    private final List<List<String>> rows = new ArrayList<>();

    TextColumns(String... headings) {
        rows.add(List.of(headings));
    }

    void row(String... texts) {
        if (texts.length != rows.get(0).size()) {
            throw new IllegalArgumentException(Arrays.toString(texts));
        }
        rows.add(List.of(texts));
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String text = row.get(column);
                line.append(column == 0 ? "" : "  ").append(text);
                line.append(" ".repeat(column == columns - 1 ? 0 : widths[column] - text.length()));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
