package dev.lakehouse.extract;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Watermark;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** The watermark column of a table: how far it has come, and how far back it is read again. */
final class WatermarkBounds {
    private final Relation relation;
    private final Watermark watermark;
    private final SourceColumn column;

    WatermarkBounds(Relation relation, Watermark watermark) {
        this.relation = relation;
        this.watermark = watermark;
        this.column = relation.column(watermark.column(), "watermark");
        checkKinds();
    }

    private void checkKinds() {
        if (!column.kind().isWatermark()) {
            throw wrong(
                    "it is of the type " + column.type()
                            + ", and a watermark is a time or a number that grows with each change",
                    "name another column, or read the whole table with mode: full");
        }
        if (watermark.overlap().time().isPresent() && !column.kind().isTime()) {
            throw wrong(
                    "it is of the type " + column.type() + ", and the overlap is a span of time",
                    "write the overlap as a number, for example overlap: 1000");
        }
        if (watermark.overlap().steps().isPresent() && !column.kind().isNumber()) {
            throw wrong(
                    "it is of the type " + column.type() + ", and the overlap is a number",
                    "write the overlap as a span of time, for example overlap: 10m");
        }
    }

    /**
     * How far an extraction may go now.
     *
     * @param to the highest value that is there and not ahead of the database's clock: behind one that is ahead, all changes until
     *     then would be taken for old. Empty where there is no such row
     * @param waiting says how many rows are ahead, where some are
     */
    record Reach(Optional<Object> to, Optional<String> waiting) {}

    /** Asks for it. Throws a failure of kind data where rows would never be found. */
    Reach reach(DatabaseSession session, Dialect dialect) throws SQLException {
        if (column.nullable() && Selection.isNullSomewhere(session, relation, column)) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "WATERMARK_NULL",
                    relation.name() + " has rows without a value in " + column.name() + ", its watermark",
                    "nobody would ever see that they changed",
                    "fill the column and make it not null, name another one, or read the whole table with mode: full");
        }
        Optional<Object> now = dialect.now(session, relation, column);
        if (now.isEmpty()) {
            return new Reach(highest(session, Condition.ALL), Optional.empty());
        }
        long ahead = count(session, Condition.of(name() + " > ?", now.get()));
        return new Reach(
                highest(session, Condition.of(name() + " <= ?", now.get())),
                ahead == 0 ? Optional.empty() : Optional.of(waiting(ahead, now.get())));
    }

    private Optional<Object> highest(DatabaseSession session, Condition which) throws SQLException {
        String sql = "select max(" + name() + ") from " + relation.quoted() + which.where();
        return session.ask(sql, which.values(), rows -> {
            rows.next();
            return rows.getObject(1) == null ? Optional.empty() : Optional.of(KeyText.read(rows, 1, column.kind()));
        });
    }

    private String waiting(long rows, Object now) {
        return rows + (rows == 1 ? " row" : " rows") + " of " + relation.name() + (rows == 1 ? " has" : " have") + " a "
                + column.name() + " ahead of the database's clock, " + now + ", and " + (rows == 1 ? "waits" : "wait")
                + " until that time has come";
    }

    /** The lowest value that the extraction after one up to {@code highest} has to read. */
    Object lowest(Object highest) {
        Duration time = watermark.overlap().time().orElse(Duration.ZERO);
        long steps = watermark.overlap().steps().orElse(0L);
        return switch (column.kind()) {
            // A day is at an end when the next one has begun.
            case DATE ->
                ((LocalDate) highest).minusDays(time.plusDays(1).minusNanos(1).toDays());
            case TIMESTAMP -> ((LocalDateTime) highest).minus(time);
            case INSTANT -> ((OffsetDateTime) highest).minus(time);
            case DECIMAL -> ((BigDecimal) highest).subtract(BigDecimal.valueOf(steps));
            default -> (Long) highest - steps;
        };
    }

    /** Rows of a range, both ends included: a transaction that commits later may have the same time. */
    Condition between(Optional<Object> lowest, Object highest) {
        Condition upTo = Condition.of(name() + " <= ?", highest);
        return lowest.map(from -> Condition.of(name() + " >= ?", from).and(upTo))
                .orElse(upTo);
    }

    /** What the rows from {@link #lowest} on are, so that one that comes late, or changes under its watermark, is noticed. */
    String tail(DatabaseSession session, Dialect dialect, Object highest) throws SQLException {
        Condition which = between(Optional.of(lowest(highest)), highest);
        return dialect.digest(session, relation, which);
    }

    private long count(DatabaseSession session, Condition which) throws SQLException {
        return session.ask("select count(*) from " + relation.quoted() + which.where(), which.values(), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    String write(Object value) {
        return KeyText.write(value);
    }

    Object parse(String text) {
        return KeyText.parse(text, column.kind());
    }

    private String name() {
        return relation.quoted(column);
    }

    private LakehouseException wrong(String why, String fix) {
        return new LakehouseException(
                FailureKind.USER,
                "WATERMARK_UNSUITABLE",
                relation.name() + " cannot be read by the watermark " + column.name(),
                why,
                fix);
    }
}
