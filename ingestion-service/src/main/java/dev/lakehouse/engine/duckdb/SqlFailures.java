package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Says of a query that does not compile in which file and line it goes wrong. */
final class SqlFailures {
    private static final Pattern LINE = Pattern.compile("\\nLINE (\\d+): ");

    private SqlFailures() {}

    /** Empty where the failure is not one of compiling. The query stands in the statement from the first line on. */
    static Optional<LakehouseException> of(SqlFile sql, SQLException cause) {
        LakehouseException failure = EngineFailures.of("compiling " + sql.path(), cause);
        if (!failure.code().equals("SQL_INVALID")) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(failure.why());
        String at = line.find() ? ", line " + line.group(1) : "";
        return Optional.of(new LakehouseException(
                FailureKind.USER,
                "SQL_INVALID",
                sql.path() + at + ": the query does not compile",
                failure.why().lines().findFirst().orElse(""),
                "correct the query; 'lakehouse validate' checks it without running it",
                cause));
    }
}
