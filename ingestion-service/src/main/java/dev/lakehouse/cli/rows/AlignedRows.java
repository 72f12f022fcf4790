package dev.lakehouse.cli.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Cell;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.Layout;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

import static java.util.Objects.requireNonNull;

/**
 * Rows in aligned columns. The first ones are kept back until they tell how wide the columns are; the others are shown as they
 * come, in the same widths.
 */
final class AlignedRows implements RowPrinter {
    private static final int KEPT_BACK = 1_000;

    private final Outlet out;
    private final int width;
    private final boolean counted;
    private final List<Heading> headings = new ArrayList<>();
    private final List<List<Cell>> first = new ArrayList<>();
    private Optional<Layout> layout = Optional.empty();
    private long rows;

    AlignedRows(Outlet out, int width, boolean counted) {
        this.out = requireNonNull(out, "out is null");
        this.width = width;
        this.counted = counted;
    }

    @Override
    public void columns(List<Column> columns) {
        columns.forEach(column -> headings.add(new Heading(column.name(), isNumber(column.type()))));
    }

    @Override
    public boolean row(List<Object> values) {
        rows++;
        List<Cell> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            cells.add(value == null ? Cell.NULL : Cell.of(ValueText.of(value)));
        }
        if (layout.isPresent()) {
            out.line(layout.get().row(cells, out));
        } else {
            first.add(cells);
            if (first.size() == KEPT_BACK) {
                showFirst();
            }
        }
        return true;
    }

    @Override
    public void finish() {
        Layout fitted = layout.orElseGet(this::showFirst);
        if (!counted) {
            return;
        }
        out.line(out.styled(Style.DIM, "(" + Amounts.count(rows, "row", "rows") + ")"));
        if (!fitted.hidden().isEmpty()) {
            String names = fitted.hidden().stream().map(Heading::title).collect(Collectors.joining(", "));
            out.line("Too wide for this terminal, and left out: " + names + ". Use --json or --csv to see all.");
        }
    }

    private Layout showFirst() {
        Layout fitted = Layout.fit(headings, first, width, true);
        out.line(fitted.head(out));
        first.forEach(cells -> out.line(fitted.row(cells, out)));
        first.clear();
        out.flush();
        layout = Optional.of(fitted);
        return fitted;
    }

    private static boolean isNumber(ColumnType type) {
        return type instanceof ColumnType.Decimal
                || type == Primitive.TINYINT
                || type == Primitive.SMALLINT
                || type == Primitive.INTEGER
                || type == Primitive.BIGINT
                || type == Primitive.REAL
                || type == Primitive.DOUBLE;
    }
}
