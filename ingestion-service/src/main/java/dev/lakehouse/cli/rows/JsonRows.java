package dev.lakehouse.cli.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.cli.json.JsonValues;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.schema.Column;

/** Rows as JSON lines. */
final class JsonRows implements RowPrinter {
    private final JsonValues json;
    private List<String> names = List.of();

    JsonRows(Outlet out) {
        json = new JsonValues(out.asWriter());
    }

    @Override
    public void columns(List<Column> columns) {
        names = columns.stream().map(Column::name).toList();
    }

    @Override
    public boolean row(List<Object> values) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int column = 0; column < names.size(); column++) {
            object.put(names.get(column), values.get(column));
        }
        json.line(object);
        return true;
    }

    @Override
    public void finish() {
        json.flush();
    }
}
