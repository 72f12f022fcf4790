package dev.lakehouse.config.pipeline;

/** What a landing file is written in. */
public enum FileFormat {
    /** Delimited text with a header (RFC 4180 and its dialects). */
    CSV,
    /** One object a line, one array of objects, or one object a file. */
    JSON,
    /** Apache Parquet. */
    PARQUET,
    /** Any text, a row a line. */
    TEXT,
    /** XML, in which some elements are rows. */
    XML,
    /** Apache Avro's container files. */
    AVRO,
    /** A sheet of an Excel workbook (.xlsx). */
    EXCEL,
    /** Apache ORC. */
    ORC,
    /** Files of any kind, each of which is a row. */
    BINARY,
    /** Each file is in the one of them that its name ends in. */
    BY_NAME;

    /** Whether its files say themselves of what types their columns are, or some of them do. */
    public boolean typed() {
        return this == PARQUET || this == AVRO || this == ORC || this == BINARY || this == BY_NAME;
    }
}
