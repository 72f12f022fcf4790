package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.List;

import dev.lakehouse.engine.TableInput;

/**
 * What became of a table's rows when all of them were written anew. Rows are compared by a hash of 64 bits of their values, so
 * that a key takes little memory; by it two rows that differ are taken for one another in no more than one case in 10^19.
 */
record RowChanges(long inserted, long updated, long deleted) {
    /** Row by row of a key; where there is none an altered row counts as one that went and one that came. */
    static RowChanges between(Session session, TableInput before, TableInput after, List<String> key)
            throws SQLException {
        if (before.files().isEmpty()) {
            return new RowChanges(Math.max(0, after.rows()), 0, 0);
        }
        String row = "hash(" + Sql.names(after.schema().names()) + ")";
        String keys = key.isEmpty() ? "__hash" : Sql.names(key);
        String each = "select " + (key.isEmpty() ? "" : keys + ", ") + row + " as __hash, ";
        String groups =
                "select count_if(__new) as news, count_if(not __new) as olds, max(__hash) filter (where __new) as now,"
                        + " max(__hash) filter (where not __new) as once from (" + each + "true as __new from "
                        + TableRelation.of(after) + " union all " + each + "false from "
                        + TableRelation.of(new TableInput(before.name(), after.schema(), before.files(), before.rows()))
                        + ") group by " + keys;
        long[] counts = new long[3];
        session.forEach(
                "select sum(greatest(news - olds, 0))::bigint, count_if(news > 0 and olds > 0 and now <> once),"
                        + " sum(greatest(olds - news, 0))::bigint from (" + groups + ")",
                found -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = found.getLong(i + 1);
                    }
                });
        return new RowChanges(counts[0], counts[1], counts[2]);
    }
}
