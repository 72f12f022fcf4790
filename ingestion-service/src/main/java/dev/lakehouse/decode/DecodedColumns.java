package dev.lakehouse.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

/** The columns of a file, under the names that they have there, in the order in which they were first seen. They only grow. */
public final class DecodedColumns {
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** The place of a column of text, which is made where there is none of that name. */
    public int text(String name) {
        Integer place = places.get(name);
        return place == null ? add(name, Primitive.STRING) : place;
    }

    /** Adds a column and gives its place; no other may have its name. */
    public int add(String name, ColumnType type) {
        if (places.putIfAbsent(name, columns.size()) != null) {
            throw new IllegalArgumentException("there is a column " + name);
        }
        columns.add(new Column(name, type));
        return columns.size() - 1;
    }

    public int size() {
        return columns.size();
    }

    public Column get(int place) {
        return columns.get(place);
    }
}
