package dev.lakehouse.engine;

import java.util.List;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/**
 * The table beside a silver table that remembers which of its keys were deleted, and as of when: a change that is older and comes
 * later does not bring the row back. A key that was deleted more than once is in it more than once.
 */
public final class Tombstones {
    /** When the batch was planned that deleted the key. */
    public static final String DELETED_AT = "_deleted_at";

    private Tombstones() {}

    /** The key, the sequence that the delete had, and where it came from. */
    public static TableSchema schema(SilverTable table) {
        TableSchema columns = table.schema();
        return new TableSchema(Stream.of(
                                table.key().stream(),
                                table.sequence().stream()
                                        .filter(name -> !table.key().contains(name)))
                        .flatMap(names -> names)
                        .map(name -> columns.find(name).orElseThrow())
                        .toList())
                .plus(List.of(
                        new Column(ProvenanceColumns.BATCH, Primitive.BIGINT),
                        new Column(DELETED_AT, Primitive.TIMESTAMP)));
    }
}
