package dev.lakehouse.cli.rows;

import dev.lakehouse.cli.screen.Layout;
import dev.lakehouse.cli.screen.Outlet;

/** The forms in which rows are shown. */
public enum RowFormat {
    /** Aligned columns, for people; cut to the width of a terminal, whole elsewhere. */
    TABLE,
    /** The same, cut to the page wherever it goes, and without a count of rows: a part of a longer text. */
    FIGURE,
    /** One JSON object a line. */
    JSON,
    /** RFC 4180, with a line of names; null is nothing, an empty text is {@code ""}. */
    CSV;

    public RowPrinter printer(Outlet out) {
        return switch (this) {
            case TABLE ->
                new AlignedRows(
                        out, out.terminal().interactive() ? out.terminal().width() : Layout.UNLIMITED, true);
            case FIGURE -> new AlignedRows(out, out.terminal().width(), false);
            case JSON -> new JsonRows(out);
            case CSV -> new CsvRows(out);
        };
    }
}
