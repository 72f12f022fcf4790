package dev.lakehouse.cli.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The widths of a table's columns, found from some of its rows. Numbers are never cut, for a cut number is a wrong one; texts
 * are, the longest first, where lines are limited.
 */
public final class Layout {
    /** The width of lines that may be as long as they like. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final String GAP = "  ";
    private static final int NARROWEST_TEXT = 8;

    private final List<Heading> headings;
    private final int[] widths;
    private final int shown;
    private final int lineWidth;
    private final boolean limited;

    private Layout(List<Heading> headings, int[] widths, int shown, int lineWidth) {
        this.headings = headings;
        this.widths = widths;
        this.shown = shown;
        this.lineWidth = lineWidth;
        this.limited = lineWidth != UNLIMITED;
    }

    /** Finds the widths; {@code mayHide} lets it leave the last columns out when even the narrowest form is too wide. */
    public static Layout fit(List<Heading> headings, List<List<Cell>> rows, int lineWidth, boolean mayHide) {
        int[] natural = IntStream.range(0, headings.size())
                .map(column -> naturalWidth(headings, rows, column))
                .toArray();
        int[] narrowest = IntStream.range(0, natural.length)
                .map(column ->
                        headings.get(column).number() ? natural[column] : Math.min(natural[column], NARROWEST_TEXT))
                .toArray();
        int shown = mayHide ? fitting(narrowest, lineWidth) : natural.length;
        int[] widths = shrink(Arrays.copyOf(natural, shown), narrowest, lineWidth);
        return new Layout(List.copyOf(headings), widths, shown, lineWidth);
    }

    /** The columns for which there is no room. */
    public List<Heading> hidden() {
        return headings.subList(shown, headings.size());
    }

    /** The titles, and a rule below them. */
    public String head(Outlet outlet) {
        StringBuilder rule = new StringBuilder();
        List<Cell> titles = new ArrayList<>();
        for (int column = 0; column < shown; column++) {
            titles.add(Cell.of(headings.get(column).title(), Style.BOLD));
            rule.append(column == 0 ? "" : GAP).append(outlet.drawn("─", "-").repeat(widths[column]));
        }
        return row(titles, outlet) + "\n" + outlet.styled(Style.DIM, rule.toString());
    }

    public String row(List<Cell> cells, Outlet outlet) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < shown; column++) {
            Cell cell = cells.get(column);
            boolean number = headings.get(column).number();
            String text = limited && !number ? DisplayWidth.cut(cell.text(), room(column)) : cell.text();
            String styled =
                    cell.style().isEmpty() ? text : outlet.styled(cell.style().get(), text);
            int padding = Math.max(0, widths[column] - DisplayWidth.of(text));
            line.append(column == 0 ? "" : GAP);
            line.append(" ".repeat(number ? padding : 0)).append(styled);
            line.append(" ".repeat(number || column == shown - 1 ? 0 : padding));
        }
        return line.toString();
    }

    /** What is left of the line is the last column's. */
    private int room(int column) {
        boolean last = column == shown - 1;
        return last ? (int) Math.max(widths[column], widths[column] + lineWidth - total(widths)) : widths[column];
    }

    private static int naturalWidth(List<Heading> headings, List<List<Cell>> rows, int column) {
        int title = DisplayWidth.of(headings.get(column).title());
        return rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.get(column).text()))
                .reduce(title, Math::max);
    }

    private static int fitting(int[] widths, int lineWidth) {
        int shown = widths.length;
        while (shown > 1 && total(Arrays.copyOf(widths, shown)) > lineWidth) {
            shown--;
        }
        return shown;
    }

    /** Takes from the widest columns until the line fits, but from none more than it can spare. */
    private static int[] shrink(int[] widths, int[] narrowest, int lineWidth) {
        while (total(widths) > lineWidth) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                if (widths[column] > narrowest[column] && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static long total(int[] widths) {
        return IntStream.of(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1);
    }
}
