package dev.lakehouse.landing;

import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.FileFormat;

/** What the name of an archive's member says of its format. */
final class NamedFormat {
    private static final Map<String, FileFormat> ENDINGS = Map.of(
            ".csv", FileFormat.CSV,
            ".tsv", FileFormat.CSV,
            ".json", FileFormat.JSON,
            ".jsonl", FileFormat.JSON,
            ".ndjson", FileFormat.JSON,
            ".parquet", FileFormat.PARQUET);

    private NamedFormat() {}

    /** @param name without what says that it is packed, in lower case */
    static Optional<FileFormat> of(String name) {
        int point = name.lastIndexOf('.');
        return Optional.ofNullable(point < 0 ? null : ENDINGS.get(name.substring(point)));
    }
}
