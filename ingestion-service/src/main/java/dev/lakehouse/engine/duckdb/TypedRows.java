package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.TableSchema;

/** The query that casts bronze rows to a silver table's columns and flags each cast that failed. */
final class TypedRows {
    private TypedRows() {}

    /** @param target the silver table's columns; those that the pipeline does not make any more are null */
    static String select(RefineWork work, TableSchema target) {
        TableInput bronze = work.bronze();
        TableSchema schema = bronze.schema();
        List<String> list = new ArrayList<>(List.of("b.__file", "b.__row", ordinal(work.table()) + " as __ordinal"));
        for (SilverColumn column : work.table().columns()) {
            TypedColumn typed = new TypedColumn(column, work.table(), schema);
            list.add(typed.value() + " as " + Sql.name(column.name()));
            if (typed.canFail()) {
                list.add(typed.failed() + " as " + Sql.name(SilverCheck.castFlag(column.name())));
            }
        }
        OperationColumn.of(work).ifPresent(operation -> list.addAll(operation.columns()));
        target.columns().stream()
                .filter(column -> work.table().schema().find(column.name()).isEmpty())
                .forEach(column ->
                        list.add("null::" + DuckDbTypes.name(column.type()) + " as " + Sql.name(column.name())));
        return "select " + String.join(", ", list) + " from " + from(work.table());
    }

    /** A query may make several rows of one: these are told apart. */
    private static String ordinal(SilverTable table) {
        return table.sql().isPresent() ? "row_number() over ()" : "0::bigint";
    }

    /** What the columns are taken from, under the name {@code b}. */
    static String from(SilverTable table) {
        // A query may end in a comment.
        return table.sql().map(sql -> "(" + sql.text() + "\n)").orElse("landed") + " b";
    }
}
