package dev.lakehouse.extract;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Watermark;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** The watermark column of a table: how far it has come, and how far back it is read again. */
final class WatermarkBounds {
    /** Clocks differ, and some columns have the time of another zone. */
    private static final Duration TOLERATED = Duration.ofDays(2);

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

    /** The highest value that is there; empty where there are no rows. Throws a failure of kind data where rows would never be found. */
    Optional<Object> highest(DatabaseSession session, Clock clock) throws SQLException {
        if (column.nullable() && Selection.isNullSomewhere(session, relation, column)) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "WATERMARK_NULL",
                    relation.name() + " has rows without a value in " + column.name() + ", its watermark",
                    "nobody would ever see that they changed",
                    "fill the column and make it not null, name another one, or read the whole table with mode: full");
        }
        Optional<Object> highest =
                session.ask("select max(" + name() + ") from " + relation.quoted(), List.of(), rows -> {
                    rows.next();
                    return rows.getObject(1) == null
                            ? Optional.empty()
                            : Optional.of(KeyText.read(rows, 1, column.kind()));
                });
        highest.filter(value -> isOfTheFuture(value, clock)).ifPresent(value -> {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "WATERMARK_IN_FUTURE",
                    relation.name() + " has a row that changed at " + value + ", says " + column.name()
                            + ", its watermark",
                    "what changes from now on until then would be taken for old",
                    "correct that row, or read the whole table with mode: full");
        });
        return highest;
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

    /** How many rows there are from {@link #lowest} on, so that one that comes late is noticed. */
    long tail(DatabaseSession session, Object highest) throws SQLException {
        Condition which = between(Optional.of(lowest(highest)), highest);
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

    private boolean isOfTheFuture(Object value, Clock clock) {
        OffsetDateTime limit = clock.instant().plus(TOLERATED).atOffset(ZoneOffset.UTC);
        return switch (column.kind()) {
            case DATE -> ((LocalDate) value).isAfter(limit.toLocalDate());
            case TIMESTAMP -> ((LocalDateTime) value).isAfter(limit.toLocalDateTime());
            case INSTANT -> ((OffsetDateTime) value).isAfter(limit);
            default -> false;
        };
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
