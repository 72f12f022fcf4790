package dev.lakehouse.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

import dev.lakehouse.storage.local.AtomicFiles;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The file system through which Delta Standalone writes checkpoints: without Hadoop's checksum files, and with a rename
 * that is one step and durable. Public because Hadoop makes it by reflection.
 */
public final class DurableFileSystem extends RawLocalFileSystem {
    @Override
    public boolean rename(Path from, Path to) throws IOException {
        try {
            AtomicFiles.rename(local(from), local(to));
            return true;
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException(e.getMessage());
            missing.initCause(e);
            throw missing;
        }
    }

    static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}
