package dev.lakehouse.decode;

import java.util.List;
import java.util.Set;

/**
 * Makes a row of an element: of its attributes and its children. A child's text is a value, and its attributes are values beside
 * it; a child that has children itself, and those that occur more than once, are JSON. An attribute whose column would be that of
 * a child gives way: {@code id_attribute}.
 */
final class XmlRow {
    private static final String OWN_TEXT = "text";

    private final DecodedColumns columns;
    private final XmlJson json;
    private final Set<String> lists;

    /** @param lists names of those that may occur more than once */
    XmlRow(DecodedColumns columns, List<String> lists) {
        this.columns = columns;
        this.lists = Set.copyOf(lists);
        this.json = new XmlJson(this.lists);
    }

    void put(XmlNode row, RowBatch batch) {
        row.attributes().forEach((name, value) -> attribute(row, name, value, batch));
        row.children().forEach((name, nodes) -> {
            XmlNode first = nodes.get(0);
            if (nodes.size() > 1 || lists.contains(name)) {
                batch.put(columns.text(name), json.array(nodes));
            } else if (first.isText()) {
                text(row, name, first, batch);
            } else {
                batch.put(columns.text(name), json.object(first));
            }
        });
        if (!row.text().isBlank()) {
            boolean taken =
                    row.children().containsKey(OWN_TEXT) || row.attributes().containsKey(OWN_TEXT);
            batch.put(columns.text(taken ? OWN_TEXT + "_content" : OWN_TEXT), row.text());
        }
        batch.endRow();
    }

    private void text(XmlNode row, String name, XmlNode child, RowBatch batch) {
        int column = columns.text(name);
        if (!child.nil() && (child.attributes().isEmpty() || !child.text().isEmpty())) {
            batch.put(column, child.text());
        }
        child.attributes().forEach((attribute, value) -> attribute(row, name + "_" + attribute, value, batch));
    }

    private void attribute(XmlNode row, String name, String value, RowBatch batch) {
        batch.put(columns.text(row.children().containsKey(name) ? name + "_attribute" : name), value);
    }
}
