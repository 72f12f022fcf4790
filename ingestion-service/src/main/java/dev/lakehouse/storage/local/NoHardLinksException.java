package dev.lakehouse.storage.local;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file system cannot link a file to a second name, which exclusive creation needs. */
final class NoHardLinksException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NoHardLinksException(Path file, Exception cause) {
        super(file.toString(), null, "its file system has no hard links (" + cause.getMessage() + ")");
        initCause(cause);
    }
}
