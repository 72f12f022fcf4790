package dev.lakehouse.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.DatabaseTable;

/** PostgreSQL, by its catalog: drivers' metadata forget domains, and take long where there are many tables. */
final class PostgreSql implements Dialect {
    private static final int MODIFIER_HEADER = 4;
    private static final int PRECISION_SHIFT = 16;
    private static final int SHORT = 0xffff;
    /** Scales are kept in 11 bits, with a sign. */
    private static final int SCALE_MASK = 0x7ff;

    private static final int SCALE_SIGN = 1024;

    /** What rows are on average is told from so many. */
    private static final int SAMPLE = 200;

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "lakehouse");
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("loginTimeout", "30");
        properties.setProperty("socketTimeout", "3700");
        properties.setProperty("tcpKeepAlive", "true");
        // A text is compared as what the column is: a uuid, an enum.
        properties.setProperty("stringtype", "unspecified");
        return properties;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1;"
                    // Whoever keeps a snapshot for others is idle while they read.
                    + " set idle_in_transaction_session_timeout = 0");
        }
    }

    @Override
    public String identity(DatabaseSession session, String url) throws SQLException {
        // Not every user may call it, and not every server that speaks as PostgreSQL does has it.
        boolean known = session.ask(
                "select coalesce(bool_or(has_function_privilege(oid, 'execute')), false) from pg_proc"
                        + " where proname = 'pg_control_system'",
                List.of(),
                rows -> rows.next() && rows.getBoolean(1));
        if (!known) {
            return url.replaceFirst("[?].*", "");
        }
        return strings(
                        session,
                        "select system_identifier || '/' || current_database() from pg_control_system()",
                        List.of())
                .get(0);
    }

    @Override
    public Relation describe(DatabaseSession session, DatabaseTable table) throws SQLException {
        TableAddress address = TableAddress.parse(table.table());
        Optional<Long> oid = session.ask(
                "select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in"
                        + " ('r', 'p', 'v', 'm', 'f') and c.relname = ? and "
                        + (address.schema().isPresent() ? "n.nspname = ?" : "pg_table_is_visible(c.oid)"),
                address.values(),
                rows -> rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty());
        if (oid.isEmpty()) {
            throw address.unknown(tables(session));
        }
        String quoted = address.quoted("\"");
        long rows = session.ask(
                "select greatest(coalesce(sum(c.reltuples), 0), 0)::bigint from pg_class c where c.oid = ? or c.oid in"
                        + " (select inhrelid from pg_inherits where inhparent = ?)",
                List.of(oid.get(), oid.get()),
                PostgreSql::number);
        long bytes = session.ask(
                "select coalesce(avg(octet_length(sampled::text)), 0)::bigint from (select * from " + quoted + " limit "
                        + SAMPLE + ") sampled",
                List.of(),
                PostgreSql::number);
        return new Relation(
                table.table(), quoted, "\"", columns(session, oid.get()), key(session, oid.get()), rows, bytes);
    }

    private static List<String> tables(DatabaseSession session) throws SQLException {
        return strings(
                session,
                "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog',"
                        + " 'information_schema', 'pg_toast') order by 1",
                List.of());
    }

    private static List<String> key(DatabaseSession session, long table) throws SQLException {
        return strings(
                session,
                "select a.attname from pg_index i cross join lateral unnest(i.indkey) with ordinality as k (attnum, place)"
                        + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum"
                        + " where i.indrelid = ? and i.indisprimary order by k.place",
                List.of(table));
    }

    private static List<SourceColumn> columns(DatabaseSession session, long table) throws SQLException {
        return session.ask(
                "select a.attname, format_type(a.atttypid, a.atttypmod) as shown, not a.attnotnull as nullable,"
                        + " coalesce(b.typname, t.typname) as type,"
                        + " coalesce(base.modifier, a.atttypmod) as modifier"
                        + " from pg_attribute a join pg_type t on t.oid = a.atttypid"
                        // A domain may be one of a domain; only the lowest has a modifier.
                        + " left join lateral (with recursive below (type, modifier) as ("
                        + "select t.typbasetype, t.typtypmod where t.typtype = 'd' union all"
                        + " select d.typbasetype, d.typtypmod from below join pg_type d on d.oid = below.type"
                        + " and d.typtype = 'd') select below.type, below.modifier from below"
                        + " join pg_type lowest on lowest.oid = below.type and lowest.typtype <> 'd') base on true"
                        + " left join pg_type b on b.oid = base.type"
                        + " where a.attrelid = ? and a.attnum > 0 and not a.attisdropped order by a.attnum",
                List.of(table),
                rows -> {
                    List<SourceColumn> columns = new ArrayList<>();
                    while (rows.next()) {
                        columns.add(column(
                                rows.getString("attname"),
                                rows.getString("shown"),
                                rows.getString("type"),
                                rows.getInt("modifier"),
                                rows.getBoolean("nullable")));
                    }
                    return columns;
                });
    }

    private static SourceColumn column(String name, String shown, String type, int modifier, boolean nullable) {
        return switch (type) {
            case "bool" -> SourceColumn.of(name, shown, ValueKind.BOOLEAN, nullable);
            case "int2", "int4" -> SourceColumn.of(name, shown, ValueKind.INTEGER, nullable);
            case "int8", "oid" -> SourceColumn.of(name, shown, ValueKind.BIGINT, nullable);
            case "float4" -> SourceColumn.of(name, shown, ValueKind.REAL, nullable);
            case "float8" -> SourceColumn.of(name, shown, ValueKind.DOUBLE, nullable);
            case "date" -> SourceColumn.of(name, shown, ValueKind.DATE, nullable);
            case "timestamp" -> SourceColumn.of(name, shown, ValueKind.TIMESTAMP, nullable);
            case "timestamptz" -> SourceColumn.of(name, shown, ValueKind.INSTANT, nullable);
            case "bytea" -> SourceColumn.of(name, shown, ValueKind.BINARY, nullable);
            // Not cast: a cast would cut the blanks at the end of character(n).
            case "text", "varchar", "bpchar" -> SourceColumn.of(name, shown, ValueKind.TEXT, nullable);
            case "numeric" -> numeric(name, shown, modifier, nullable);
            default -> SourceColumn.asText(name, shown, nullable);
        };
    }

    private static SourceColumn numeric(String name, String shown, int modifier, boolean nullable) {
        if (modifier < MODIFIER_HEADER) {
            return SourceColumn.asText(name, shown, nullable);
        }
        int bits = modifier - MODIFIER_HEADER;
        int scale = ((bits & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN;
        return SourceColumn.decimal(name, shown, (bits >> PRECISION_SHIFT) & SHORT, scale, nullable);
    }

    @Override
    public Optional<Object> now(DatabaseSession session, Relation relation, SourceColumn watermark)
            throws SQLException {
        if (!watermark.kind().isTime()) {
            return Optional.empty();
        }
        // Not now(), which is when the transaction began. The connection's zone is UTC.
        OffsetDateTime now = session.ask("select clock_timestamp()", List.of(), rows -> {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC);
        });
        return Optional.of(
                switch (watermark.kind()) {
                    case DATE -> now.toLocalDate();
                    case TIMESTAMP -> now.toLocalDateTime();
                    default -> now;
                });
    }

    @Override
    public String digest(DatabaseSession session, Relation relation, Condition which) throws SQLException {
        String row = relation.columns().stream().map(relation::quoted).collect(Collectors.joining(", ", "row(", ")"));
        String sql = "select count(*) || ':' || coalesce(sum(hashtextextended(" + row + "::text, 0)), 0) from "
                + relation.quoted() + which.where();
        return session.ask(sql, which.values(), rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Override
    public boolean comparesRows() {
        return true;
    }

    @Override
    public boolean sharesSnapshots() {
        return true;
    }

    @Override
    public String exportSnapshot(DatabaseSession session) throws SQLException {
        return session.ask("select pg_export_snapshot()", List.of(), rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Override
    public void useSnapshot(DatabaseSession session, String snapshot) throws SQLException {
        session.execute("set transaction snapshot '" + snapshot.replace("'", "''") + "'");
    }

    private static long number(ResultSet rows) throws SQLException {
        return rows.next() ? rows.getLong(1) : 0;
    }

    private static List<String> strings(DatabaseSession session, String sql, List<Object> values) throws SQLException {
        return session.ask(sql, values, rows -> {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        });
    }
}
