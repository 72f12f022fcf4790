package dev.lakehouse.table.rowfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** A data file in the making. One that is closed unfinished leaves nothing behind. */
final class NewFile implements AutoCloseable {
    private final Path file;
    private final TableSchema schema;
    private Optional<RowWriter> writer = Optional.empty();
    private boolean finished;

    NewFile(Path folder, TableSchema schema) {
        this.file = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
        this.schema = schema;
    }

    void write(List<?> values) throws IOException {
        writer().write(values);
    }

    /** Ends the file, which may have no rows. */
    WrittenFile finish() throws IOException {
        WrittenFile written = writer().finish();
        finished = true;
        return written;
    }

    private RowWriter writer() throws IOException {
        if (writer.isEmpty()) {
            writer = Optional.of(new RowWriter(file, schema));
        }
        return writer.get();
    }

    @Override
    public void close() throws IOException {
        if (!finished && writer.isPresent()) {
            try {
                writer.get().close();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
