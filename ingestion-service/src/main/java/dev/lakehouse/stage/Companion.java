package dev.lakehouse.stage;

import java.util.List;

import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

import static java.util.Objects.requireNonNull;

/** What a batch has for a table beside its own: for its quarantine, or its tombstones. */
public record Companion(TableName table, TableSchema schema, List<WrittenFile> files) {
    public Companion {
        requireNonNull(table, "table is null");
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
    }

    /** What was refused of the rows for {@code table}. */
    public static Companion quarantine(TableName table, List<WrittenFile> refused) {
        return new Companion(table.quarantine(), QuarantineSchema.TABLE, refused);
    }
}
