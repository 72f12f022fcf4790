package dev.lakehouse.engine.duckdb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** A table's columns after its definition was edited: new ones are added, changed types are refused, none is dropped. */
final class GrownSchema {
    private GrownSchema() {}

    /** @param wanted the columns that the definition yields now */
    static TableSchema of(TableName table, TableSchema before, List<Column> wanted) {
        for (Column column : wanted) {
            if (BronzeNames.OF_READERS.contains(column.name().toLowerCase(Locale.ROOT))) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "COLUMN_NAME_RESERVED",
                        table + " cannot have a column called " + column.name(),
                        "the engine's readers call the place of a row so",
                        "give the column another name");
            }
            Optional<Column> known = before.findAnyCase(column.name());
            if (known.isPresent() && !known.get().type().equals(column.type())) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "TYPE_CHANGED",
                        "Column " + column.name() + " of " + table + " is "
                                + known.get().type() + ", and its pipeline now makes it " + column.type(),
                        "rows of both types cannot stand in one table",
                        "make the table anew from all rows with 'lakehouse run <pipeline> --full-refresh', keep the type "
                                + known.get().type() + ", or give the column another name");
            }
        }
        return before.plus(wanted);
    }
}
