package dev.lakehouse.serve.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.lakehouse.engine.RowSink;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.TableSnapshot;

/** A table's first rows and its columns. */
final class TablePage implements RowSink {
    private static final int LONGEST = 60;
    private static final Set<ColumnType> NUMBERS = Set.of(
            Primitive.TINYINT,
            Primitive.SMALLINT,
            Primitive.INTEGER,
            Primitive.BIGINT,
            Primitive.REAL,
            Primitive.DOUBLE);

    private final TableSnapshot table;
    private final List<List<String>> rows = new ArrayList<>();

    TablePage(TableSnapshot table) {
        this.table = table;
    }

    @Override
    public void columns(List<Column> columns) {
        // Those of the snapshot.
    }

    @Override
    public boolean row(List<Object> values) {
        rows.add(values.stream().map(TablePage::cell).toList());
        return true;
    }

    String html() {
        List<Column> columns = table.schema().columns();
        String body = "<p>Version " + PageText.count(table.version()) + " of " + PageText.time(table.committed())
                + " UTC, " + PageText.count(table.rows()) + " rows.</p>\n<h2>Columns</h2>\n"
                + Html.table(
                        columns.size() + " columns",
                        List.of("Name", "Type"),
                        columns.stream()
                                .map(column -> List.of(Html.escape(column.name()), Html.escape(column.type())))
                                .toList())
                + "<h2>Rows</h2>\n"
                + Html.table(
                        "The first " + rows.size(),
                        columns.stream().map(TablePage::heading).toList(),
                        rows);
        return Html.page(table.table().toString(), true, body);
    }

    private static String heading(Column column) {
        return column.type() instanceof ColumnType.Decimal || NUMBERS.contains(column.type())
                ? "#" + column.name()
                : column.name();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "<em>null</em>";
        }
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
        return Html.escape(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
}
