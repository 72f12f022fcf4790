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
        return BronzeNames.declared(source).stream()
                .filter(column -> column.name().equalsIgnoreCase(landed))
                .findFirst();
    }
}
