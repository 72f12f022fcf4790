package dev.lakehouse.landing;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.FileFormat;

/** What a name says of the format. */
final class NamedFormat {
    private static final Map<String, FileFormat> ENDINGS = Map.of(
            ".csv", FileFormat.CSV,
            ".tsv", FileFormat.CSV,
            ".json", FileFormat.JSON,
            ".jsonl", FileFormat.JSON,
            ".ndjson", FileFormat.JSON,
            ".parquet", FileFormat.PARQUET,
            ".xml", FileFormat.XML,
            ".avro", FileFormat.AVRO,
            ".orc", FileFormat.ORC,
            ".xlsx", FileFormat.EXCEL);

    private NamedFormat() {}

    /** @param name without what says that it is packed, in lower case */
    static Optional<FileFormat> of(String name) {
        int point = name.lastIndexOf('.');
        return Optional.ofNullable(point < 0 ? null : ENDINGS.get(name.substring(point)));
    }

    /** What names may end in, for people. */
    static String endings() {
        return ENDINGS.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
