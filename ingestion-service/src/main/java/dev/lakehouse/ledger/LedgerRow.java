package dev.lakehouse.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * A landing file, or a member of an archive, as {@code ops.landing_files} has it.
 *
 * @param path of the file, or of the archive
 * @param member the member's name
 * @param modified when the file was written; of one that was gone when the row was, nobody knows
 * @param batch of its source
 * @param version of the bronze table, the first that has its rows
 * @param rows in bronze; where batches were recorded long after they were taken in, and a snapshot has replaced them, not known
 * @param quarantined lines, or the file as a whole
 * @param rescued rows with a value in {@code _rescued}
 * @param error why it is not in bronze, or not all of it
 * @param plannedAt when its batch was planned, or the file was refused
 */
public record LedgerRow(
        String pipeline,
        String source,
        String path,
        Optional<String> member,
        String fingerprint,
        long bytes,
        Optional<Instant> modified,
        OptionalLong batch,
        OptionalLong version,
        OptionalLong rows,
        OptionalLong quarantined,
        OptionalLong rescued,
        FileState state,
        Optional<String> error,
        Instant plannedAt) {
    static final Column BATCH = new Column("batch", Primitive.BIGINT);

    static final TableSchema SCHEMA = new TableSchema(List.of(
            new Column("pipeline", Primitive.STRING),
            new Column("source", Primitive.STRING),
            new Column("path", Primitive.STRING),
            new Column("member", Primitive.STRING),
            new Column("fingerprint", Primitive.STRING),
            new Column("bytes", Primitive.BIGINT),
            new Column("modified", Primitive.TIMESTAMP),
            BATCH,
            new Column("version", Primitive.BIGINT),
            new Column("rows", Primitive.BIGINT),
            new Column("quarantined", Primitive.BIGINT),
            new Column("rescued", Primitive.BIGINT),
            new Column("state", Primitive.STRING),
            new Column("error", Primitive.STRING),
            new Column("planned_at", Primitive.TIMESTAMP)));

    public LedgerRow {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(source, "source is null");
        requireNonNull(path, "path is null");
        requireNonNull(member, "member is null");
        requireNonNull(fingerprint, "fingerprint is null");
        requireNonNull(state, "state is null");
        requireNonNull(error, "error is null");
        requireNonNull(plannedAt, "plannedAt is null");
    }

    List<Object> values() {
        return Arrays.asList(
                pipeline,
                source,
                path,
                member.orElse(null),
                fingerprint,
                bytes,
                modified.orElse(null),
                orNull(batch),
                orNull(version),
                orNull(rows),
                orNull(quarantined),
                orNull(rescued),
                state.label(),
                error.orElse(null),
                plannedAt);
    }

    static LedgerRow of(List<Object> values) {
        return new LedgerRow(
                (String) values.get(0),
                (String) values.get(1),
                (String) values.get(2),
                Optional.ofNullable((String) values.get(3)),
                (String) values.get(4),
                (Long) values.get(5),
                Optional.ofNullable((Instant) values.get(6)),
                number(values.get(7)),
                number(values.get(8)),
                number(values.get(9)),
                number(values.get(10)),
                number(values.get(11)),
                FileState.of((String) values.get(12)),
                Optional.ofNullable((String) values.get(13)),
                (Instant) values.get(14));
    }

    /** Its name, as {@code _source_file} has it. */
    public String name() {
        return member.map(inside -> path + "!" + inside).orElse(path);
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static OptionalLong number(Object value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }
}
