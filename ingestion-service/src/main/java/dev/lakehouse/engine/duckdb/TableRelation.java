package dev.lakehouse.engine.duckdb;

import java.util.stream.Collectors;

import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.TableSchema;

/** Table files as something to select from: always the schema's columns, in its order and types. */
final class TableRelation {
    /** The place of the row's file in the input's list. */
    static final String FILE = "__file";

    /** The row's place in that file. */
    static final String ROW = "__row";

    private TableRelation() {}

    /** The columns of the schema. */
    static String of(TableInput input) {
        return relation(input, false);
    }

    /** The columns of the schema, {@link #FILE} and {@link #ROW}. */
    static String withPositions(TableInput input) {
        return relation(input, true);
    }

    private static String relation(TableInput input, boolean positions) {
        String extra = positions ? ", null::bigint as " + FILE + ", null::bigint as " + ROW : "";
        String nothing = "select " + typedNulls(input.schema()) + extra + " where false";
        if (input.files().isEmpty()) {
            return "(" + nothing + ")";
        }
        String read = positions
                ? "select * rename (file_row_number as " + ROW + "), file_index::bigint as " + FILE
                : "select *";
        return "(select " + Sql.names(input.schema().names())
                + (positions ? ", " + FILE + ", " + ROW : "")
                + " from (" + nothing + " union all by name " + read + " from read_parquet("
                + Sql.files(input.files()) + ", union_by_name = true, hive_partitioning = false"
                + (positions ? ", file_row_number = true" : "") + ")))";
    }

    /** A column that no file has yet still has its type. */
    private static String typedNulls(TableSchema schema) {
        return schema.columns().stream()
                .map(column -> "null::" + DuckDbTypes.name(column.type()) + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
    }
}
