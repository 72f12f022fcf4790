package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Sampled;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Finds, for files that land as text, the narrowest type of each column, and columns that look like a key. */
final class SampleFiles {
    /** Dates that are not ISO 8601, as they are written where this is used; the first that fits all values is taken. */
    private static final List<String> DATE_FORMATS =
            List.of("dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "yyyyMMdd");

    private static final String POINT = "^[+-]?[0-9]{1,25}([.][0-9]{1,9})?$";
    private static final String COMMA = "^[+-]?[0-9]{1,3}([.]?[0-9]{3})*(,[0-9]{1,9})?$";

    private final Database database;
    private final Session session;
    private final Source source;
    private final Map<String, List<String>> formats = new HashMap<>();
    private final List<String> decimalComma = new ArrayList<>();

    /** @param session of that database */
    SampleFiles(Database database, Session session, Source source) {
        this.database = database;
        this.session = session;
        this.source = source;
    }

    Sampled of(List<LandedFile> files) throws SQLException {
        List<Column> landed = new LandedSample(database, session, source).create(files);
        List<Column> columns = new ArrayList<>();
        for (Column column : landed) {
            columns.add(
                    column.type() == Primitive.STRING ? new Column(column.name(), narrowest(column.name())) : column);
        }
        long rows = session.number("select count(*) from sample");
        return new Sampled(columns, formats, decimalComma, key(columns, rows), rows);
    }

    private ColumnType narrowest(String column) throws SQLException {
        String value = "nullif(trim(" + Sql.name(column) + "), '')";
        if (session.number("select count(" + value + ") from sample") == 0) {
            return Primitive.STRING;
        }
        // A leading zero says that a number is a code: 01310 is no 1310.
        boolean code = !all(value, "not regexp_matches(" + value + ", '^[+-]?0[0-9]')");
        if (!code
                && all(
                        value,
                        "regexp_matches(" + value + ", '^[+-]?[0-9]+$') and try_cast(" + value
                                + " as bigint) is not null")) {
            return Primitive.BIGINT;
        }
        if (!code && all(value, "regexp_matches(" + value + ", '" + POINT + "')")) {
            return decimal("split_part(" + value + ", '.', 2)");
        }
        if (!code && all(value, "regexp_matches(" + value + ", '" + COMMA + "')")) {
            decimalComma.add(column);
            return decimal("split_part(" + value + ", ',', 2)");
        }
        if (!code && all(value, "try_cast(" + value + " as double) is not null")) {
            return Primitive.DOUBLE;
        }
        if (all(value, "lower(" + value + ") in ('true', 'false')")) {
            return Primitive.BOOLEAN;
        }
        return temporal(column, value);
    }

    private ColumnType decimal(String fraction) throws SQLException {
        long digits = session.number("select coalesce(max(length(" + fraction + ")), 0) from sample");
        return new Decimal(18, (int) Math.max(2, digits));
    }

    private ColumnType temporal(String column, String value) throws SQLException {
        if (all(
                value,
                "regexp_matches(" + value + ", '^\\d{4}-\\d\\d-\\d\\d$') and try_cast(" + value
                        + " as date) is not null")) {
            return Primitive.DATE;
        }
        if (all(
                value,
                "regexp_matches(" + value + ", '^\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:') and try_cast(" + value
                        + " as timestamptz) is not null")) {
            return Primitive.TIMESTAMP;
        }
        for (String format : DATE_FORMATS) {
            if (all(value, "try_strptime(" + value + ", " + Sql.text(DateFormats.strptime(format)) + ") is not null")) {
                formats.put(column, List.of(format));
                return Primitive.DATE;
            }
        }
        return Primitive.STRING;
    }

    private boolean all(String value, String condition) throws SQLException {
        return session.number("select count(*) from sample where " + value + " is not null and not coalesce("
                        + condition + ", false)")
                == 0;
    }

    /** One column, else the first two that do: the leftmost, for keys stand in front. Money and text are no keys. */
    private List<String> key(List<Column> columns, long rows) throws SQLException {
        List<String> candidates = columns.stream()
                .filter(column -> column.type() == Primitive.BIGINT || column.type() == Primitive.STRING)
                .map(Column::name)
                .limit(8)
                .toList();
        for (String column : candidates) {
            if (unique(List.of(column), rows)) {
                return List.of(column);
            }
        }
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                List<String> pair = List.of(candidates.get(i), candidates.get(j));
                if (unique(pair, rows)) {
                    return pair;
                }
            }
        }
        return List.of();
    }

    private boolean unique(List<String> columns, long rows) throws SQLException {
        String present = columns.stream()
                .map(column -> Sql.name(column) + " is not null")
                .collect(Collectors.joining(" and "));
        return rows > 0
                && session.number("select count(*) from (select distinct " + Sql.names(columns) + " from sample where "
                                + present + ")")
                        == rows;
    }
}
