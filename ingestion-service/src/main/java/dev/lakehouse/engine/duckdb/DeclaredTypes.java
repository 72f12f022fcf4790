package dev.lakehouse.engine.duckdb;

import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/** The type of a column that lands as text: what bronze has, else what the source declares, else text, unchanged. */
final class DeclaredTypes {
    private DeclaredTypes() {}

    static ColumnType of(String column, Source source, TableSchema known) {
        return Stream.concat(known.find(column).stream(), source.columns().stream())
                .filter(declared -> declared.name().equals(column))
                .map(Column::type)
                .findFirst()
                .orElse(Primitive.STRING);
    }
}
