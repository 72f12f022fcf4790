package dev.lakehouse.config.pipeline;

import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/** A file with one query. */
public record SqlFile(Path path, String text) {
    public SqlFile {
        requireNonNull(path, "path is null");
        requireNonNull(text, "text is null");
    }
}
