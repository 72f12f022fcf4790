package dev.lakehouse.engine.duckdb;

import java.util.Optional;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/** The bronze column of a name that landed as text: what bronze has, else what the source declares, else text, unchanged. */
final class DeclaredTypes {
    private DeclaredTypes() {}

    /** Names are compared whatever their case; the column is spelled as bronze or the source spells it. */
    static Column of(String landed, Source source, TableSchema known) {
        return known.findAnyCase(landed)
                .or(() -> declared(landed, source))
                .orElseGet(() -> new Column(landed, Primitive.STRING));
    }

    private static Optional<Column> declared(String landed, Source source) {
        for (int i = 0; i < source.columns().size(); i++) {
            Column column = source.columns().get(i);
            String name = BronzeNames.of(column.name(), i + 1);
            if (name.equalsIgnoreCase(landed)) {
                return Optional.of(new Column(name, column.type()));
            }
        }
        return Optional.empty();
    }
}
