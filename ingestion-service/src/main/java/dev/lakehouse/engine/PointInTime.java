package dev.lakehouse.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Reads the instants that users ask a table's history for. */
public final class PointInTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][.SSSSSS][.SSS][XXX]]");

    private PointInTime() {}

    /** Reads {@code 2024-01-31}, {@code 2024-01-31 12:00[:00[.5]]} or either with an offset; UTC where none is given. */
    public static Instant parse(String text) {
        try {
            TemporalAccessor parsed = FORM.parseBest(
                    text.trim().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime exact) {
                return exact.toInstant();
            }
            LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
            return local.toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "TIMESTAMP_ILLEGAL",
                    "'" + text + "' is no point in time",
                    "it is a date, or a date and a time, in UTC unless an offset follows",
                    "write for example 2024-01-31 or '2024-01-31 12:00:00'",
                    e);
        }
    }
}
