package dev.lakehouse.config.pipeline;

import java.util.List;

/** The words of a pipeline file. {@code docs/pipeline.schema.json} holds the same ones, and a test compares them. */
final class Vocabulary {
    static final List<String> PIPELINE =
            List.of("pipeline", "description", "schedule", "sources", "silver", "gold", "models");
    static final List<String> SOURCE = List.of(
            "path",
            "format",
            "mode",
            "full",
            "cdc",
            "changed_files",
            "schema_evolution",
            "max_files",
            "max_bytes",
            "csv",
            "text",
            "xml",
            "excel",
            "binary",
            "columns",
            "unpack",
            "connection",
            "table",
            "key",
            "watermark",
            "exclude",
            "page_rows",
            "fetch_rows",
            "readers");
    /** Of a source that is a table of a database. */
    static final List<String> DATABASE = List.of(
            "connection",
            "table",
            "mode",
            "key",
            "watermark",
            "exclude",
            "page_rows",
            "fetch_rows",
            "readers",
            "max_files",
            "max_bytes");

    static final List<String> WATERMARK = List.of("column", "overlap");
    static final List<String> MODES = List.of("append", "full", "cdc");
    static final List<String> FULL = List.of("snapshot");
    static final List<String> CDC = List.of("operation", "insert", "update", "delete");
    static final List<String> UNPACK = List.of("max_size", "max_members", "max_ratio");
    static final List<String> CSV =
            List.of("delimiter", "quote", "header", "encoding", "null_text", "comment", "escape", "skip_lines");
    static final List<String> TEXT = List.of("column", "encoding");
    static final List<String> XML = List.of("row", "namespaces", "lists");
    static final List<String> EXCEL = List.of("sheet", "header");
    static final List<String> BINARY = List.of("keep");
    static final List<String> SILVER = List.of("from", "key", "load", "sequence", "sql", "columns", "rules");
    static final List<String> COLUMN = List.of("from", "expr", "type", "formats", "decimal_comma");
    static final List<String> RULE_KINDS = List.of("not_null", "references", "check");
    static final List<String> RULE = List.of("not_null", "references", "check", "action");
    static final List<String> REFERENCES = List.of("column", "table", "action");
    static final List<String> CHECK = List.of("name", "that", "action");
    static final List<String> GOLD = List.of("key", "load", "sql", "changed_keys");
    static final List<String> MODEL =
            List.of("description", "from", "key", "label", "task", "features", "split", "training", "drift");
    static final List<String> FEATURE = List.of("type", "scale", "max", "hash");
    static final List<String> FEATURE_TYPES = List.of("number", "category", "set", "date");
    static final List<String> DRIFT = List.of("warn", "fail");
    static final List<String> SPLIT = List.of("by", "column", "gap_days", "validation", "test");
    static final List<String> SPLIT_BY = List.of("key", "time");
    static final List<String> TRAINING = List.of(
            "layers",
            "epochs",
            "batch_size",
            "learning_rate",
            "patience",
            "class_weights",
            "precision",
            "seed",
            "baseline");

    static final List<String> ENCODINGS = List.of("utf-8", "latin-1", "utf-16");
    /** Bronze adds these to what landed, so that no column of a source or of silver may bear their names. */
    static final List<String> PROVENANCE = List.of("_source_file", "_row", "_batch", "_ingested_at", "_rescued");

    static final int MAX_FILES = 1_000;
    static final String MAX_BYTES = "4GB";
    static final String MAX_UNPACKED = "16GB";
    static final int MAX_MEMBERS = 100_000;
    static final int MAX_RATIO = 1_000;
    static final int MAX_SKIPPED_LINES = 10_000;
    static final int PAGE_ROWS = 100_000;
    static final int FETCH_ROWS = 10_000;
    static final int MAX_READERS = 64;

    private Vocabulary() {}
}
