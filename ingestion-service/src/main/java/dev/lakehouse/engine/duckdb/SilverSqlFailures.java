package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Says which of the pieces of SQL that a user wrote for a silver table does not compile, for they run as one statement. */
final class SilverSqlFailures {
    private SilverSqlFailures() {}

    /** Empty where all of them compile: something else failed. The session has {@code landed}, and {@code typed} if it got so far. */
    static Optional<LakehouseException> find(Session session, RefineWork work) {
        SilverTable table = work.table();
        for (SqlFile sql : table.sql().stream().toList()) {
            Optional<SQLException> failure = compile(session, "select * from (" + sql.text() + "\n)");
            if (failure.isPresent()) {
                return SqlFailures.of(sql, failure.get());
            }
        }
        String from = TypedRows.from(table);
        for (SilverColumn column : table.columns()) {
            for (String expression : column.expression().stream().toList()) {
                Optional<SQLException> failure = compile(session, "select (" + expression + "\n) from " + from);
                if (failure.isPresent()) {
                    return named(table, "the expression of the column " + column.name(), failure.get());
                }
            }
        }
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.Check check) {
                Optional<SQLException> failure = compile(session, "select (" + check.condition() + "\n) from typed t");
                if (failure.isPresent()) {
                    return named(table, "the rule " + check.label(), failure.get());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SQLException> compile(Session session, String query) {
        try {
            session.execute("explain " + query);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private static Optional<LakehouseException> named(SilverTable table, String part, SQLException cause) {
        LakehouseException failure = EngineFailures.of("compiling " + part, cause);
        return Optional.of(new LakehouseException(
                FailureKind.USER,
                failure.code(),
                table.table() + ": " + part + " does not compile",
                failure.why().replaceFirst("(?s)\n\nLINE \\d+: .*", "").replace("\n", " "),
                "correct it in pipeline.yml",
                cause));
    }
}
