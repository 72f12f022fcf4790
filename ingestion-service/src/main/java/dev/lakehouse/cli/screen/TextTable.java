package dev.lakehouse.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** A table that is known as a whole before it is shown. */
public final class TextTable {
    private final List<Heading> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(Heading... headings) {
        this.headings = List.of(headings);
    }

    public TextTable(List<Heading> headings) {
        this.headings = List.copyOf(headings);
    }

    public void row(List<Cell> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + headings.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    public void row(String... texts) {
        row(List.of(texts).stream().map(Cell::of).toList());
    }

    /** Shows it; every column, also where the terminal is too narrow. */
    public void print(Outlet outlet) {
        Layout layout = Layout.fit(headings, rows, outlet.terminal().width(), false);
        outlet.line(layout.head(outlet));
        rows.forEach(row -> outlet.line(layout.row(row, outlet)));
    }
}
