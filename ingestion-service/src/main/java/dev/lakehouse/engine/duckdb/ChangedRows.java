package dev.lakehouse.engine.duckdb;

import java.util.List;

import dev.lakehouse.engine.DeriveWork.Change;

/** The rows that differ between the files of an input that came and those that went. */
final class ChangedRows {
    private ChangedRows() {}

    /** All of a changed row's columns, before and after; rows that were only written again cancel out. */
    static String select(Change change) {
        List<String> names = change.added().schema().names();
        String columns = Sql.names(names);
        return "select " + columns + " from (select " + columns + ", 1 as __sign from "
                + TableRelation.of(change.added()) + " union all select " + columns + ", -1 from "
                + TableRelation.of(change.removed()) + ") group by " + columns + " having sum(__sign) <> 0";
    }
}
