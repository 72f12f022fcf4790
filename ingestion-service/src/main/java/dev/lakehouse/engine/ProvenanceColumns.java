package dev.lakehouse.engine;

import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;

/** What bronze adds to the columns that landed. */
public final class ProvenanceColumns {
    /** The landing file's path in the lake. */
    public static final String SOURCE_FILE = "_source_file";

    /** The number of the batch that took the row in. */
    public static final String BATCH = "_batch";

    /** When that batch was planned. */
    public static final String INGESTED_AT = "_ingested_at";

    /** JSON object, column to text: the values that did not fit the schema; null where all did. */
    public static final String RESCUED = "_rescued";

    /** All of them, in the order in which they stand behind the columns that landed. */
    public static final List<Column> ALL = List.of(
            new Column(SOURCE_FILE, Primitive.STRING),
            new Column(BATCH, Primitive.BIGINT),
            new Column(INGESTED_AT, Primitive.TIMESTAMP),
            new Column(RESCUED, Primitive.STRING));

    private ProvenanceColumns() {}
}
