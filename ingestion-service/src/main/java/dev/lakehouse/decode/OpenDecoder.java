package dev.lakehouse.decode;

import java.io.IOException;
import java.nio.file.Path;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;

/** Opens the decoder of a format. */
public final class OpenDecoder {
    private OpenDecoder() {}

    /**
     * A decoder at the file's first row.
     *
     * @param name the file's path in the lake
     * @param file where it can be read
     * @throws IOException where the file's beginning shows that it cannot be read through; the message is a clause
     */
    public static RowDecoder of(FileFormat format, String name, Path file, Source source) throws IOException {
        return switch (format) {
            case TEXT ->
                new TextDecoder(LandedBytes.open(file), source.options().text());
            case XML -> new XmlDecoder(LandedBytes.open(file), source.options().xml());
            case AVRO -> new AvroDecoder(file);
            case EXCEL -> new ExcelDecoder(file, source.options().excel());
            case ORC -> new OrcDecoder(file);
            case BINARY -> new BinaryDecoder(name, file, source.options().binary());
            case CSV, JSON, PARQUET, BY_NAME -> throw new IllegalArgumentException(format + " is the engine's to read");
        };
    }
}
