package dev.lakehouse.engine;

import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/** The columns of every quarantine table; whatever was refused fits, so that it can be replayed after a fix. */
public final class QuarantineSchema {
    /** The broken rules' names, parted by {@code "; "}. */
    public static final String RULE = "_rule";

    /** Why, for people, parted by {@code "; "} as the rules are. */
    public static final String REASON = "_reason";

    /**
     * The row's place in its file, from 1: its line, where each line is a record. A header counts, and so does what is no row;
     * a record of several lines counts once.
     */
    public static final String ROW = "_row";

    /** When the batch was planned that refused it. */
    public static final String QUARANTINED_AT = "_quarantined_at";

    /** What was refused: bronze's row as a JSON object, or the line's text. */
    public static final String RECORD = "_record";

    public static final TableSchema TABLE = new TableSchema(List.of(
            new Column(RULE, Primitive.STRING),
            new Column(REASON, Primitive.STRING),
            new Column(ProvenanceColumns.SOURCE_FILE, Primitive.STRING),
            new Column(ROW, Primitive.BIGINT),
            new Column(ProvenanceColumns.BATCH, Primitive.BIGINT),
            new Column(QUARANTINED_AT, Primitive.TIMESTAMP),
            new Column(RECORD, Primitive.STRING)));

    private QuarantineSchema() {}
}
