package dev.lakehouse.journey;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;

/** Failures of an engine over a user's SQL, as problems of the files that it stands in. */
final class SqlFiles {
    /** As the engine says where: {@code The query does not parse, line 3}, {@code shop/orders.sql, line 3: the query ...}. */
    private static final Pattern LINE = Pattern.compile(", line (\\d+)");

    private SqlFiles() {}

    /** A query in a file that does not parse or compile. */
    static Problem problem(SqlFile sql, LakehouseException failure) {
        String what = failure.what();
        Matcher line = LINE.matcher(what);
        boolean placed = line.find();
        String rest = (placed ? what.substring(0, line.start()) + what.substring(line.end()) : what)
                .replace(sql.path() + ": ", "");
        return new Place(sql.path().toString(), placed ? Integer.parseInt(line.group(1)) : 0)
                .problem(Character.toLowerCase(rest.charAt(0)) + rest.substring(1), reason(failure), failure.fix());
    }

    /** Why SQL does not compile, without the excerpt of the statement that it was put into. */
    static String reason(LakehouseException failure) {
        return failure.why()
                .replaceFirst("(?s)\\n\\s*LINE \\d+: .*", "")
                .strip()
                .replace("\n", " ");
    }
}
