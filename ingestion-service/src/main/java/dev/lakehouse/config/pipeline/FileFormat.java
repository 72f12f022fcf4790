package dev.lakehouse.config.pipeline;

/** What a landing file is written in. */
public enum FileFormat {
    /** Delimited text with a header (RFC 4180 and its dialects). */
    CSV,
    /** One object a line, one array of objects, or one object a file. */
    JSON,
    /** Apache Parquet. */
    PARQUET,
    /** Each file is in the one of them that its name ends in. */
    BY_NAME
}
