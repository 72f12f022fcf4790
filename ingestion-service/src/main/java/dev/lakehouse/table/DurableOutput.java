package dev.lakehouse.table;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A new file whose content is on the disk once it is closed. */
final class DurableOutput extends BufferedOutputStream {
    private final FileOutputStream file;

    DurableOutput(Path path) throws IOException {
        this(new FileOutputStream(path.toFile()));
    }

    private DurableOutput(FileOutputStream file) {
        super(file);
        this.file = file;
    }

    @Override
    public void close() throws IOException {
        try (FileOutputStream closed = file) {
            flush();
            closed.getFD().sync();
        }
    }
}
