package dev.lakehouse.journey;

import java.util.Set;

import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.LakehouseException;

/** Reads what SQL says without running it; failures name the file. */
final class SqlFiles {
    private SqlFiles() {}

    /** The tables of the lake that the query in the file reads. */
    static Set<TableReference> references(Engine engine, SqlFile sql) {
        try {
            return engine.references(sql.text());
        } catch (LakehouseException e) {
            String what = e.what();
            throw new LakehouseException(
                    e.kind(),
                    e.code(),
                    sql.path() + ": " + Character.toLowerCase(what.charAt(0)) + what.substring(1),
                    e.why(),
                    e.fix(),
                    e);
        }
    }

    /** Why SQL does not compile, without the excerpt of the statement that it was put into. */
    static String reason(LakehouseException failure) {
        return failure.why()
                .replaceFirst("(?s)\\n\\s*LINE \\d+: .*", "")
                .strip()
                .replace("\n", " ");
    }
}
