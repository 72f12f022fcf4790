package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.pipeline.FileFormat;

import static java.util.Objects.requireNonNull;

/**
 * A landing file that was looked into.
 *
 * @param name its path in the lake, as {@code _source_file} will have it
 * @param local where an engine reads it
 * @param shape how its content is laid out
 * @param columns of delimited text, its columns in order under the names they will have in bronze; else empty
 */
public record LandedFile(String name, Path local, long bytes, Shape shape, List<String> columns) {
    /** How a file's content is laid out. */
    public sealed interface Shape {
        /** Delimited text. */
        record Delimited(String delimiter) implements Shape {}

        /** One JSON object a line. */
        record JsonLines() implements Shape {}

        /** One JSON array of objects. */
        record JsonArray() implements Shape {}

        /** JSON objects one behind the other, each over any number of lines. */
        record JsonObjects() implements Shape {}

        /** Apache Parquet. */
        record Parquet() implements Shape {}

        /** A format that is decoded outside of the engine, as the source's options say. */
        record Decoded(FileFormat format) implements Shape {}

        /** Nothing is in it. */
        record Empty() implements Shape {}

        /** It cannot be read: {@code reason} is a clause that says why. */
        record Unreadable(String reason) implements Shape {}
    }

    public LandedFile {
        requireNonNull(name, "name is null");
        requireNonNull(local, "local is null");
        requireNonNull(shape, "shape is null");
        columns = List.copyOf(columns);
    }
}
