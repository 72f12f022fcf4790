package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.LoadMode.Snapshot;
import dev.lakehouse.config.pipeline.Watermark.Overlap;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads a source that is a table of a database. */
final class DatabaseTableReader {
    private static final String CONNECTION = "connection";
    private static final String TABLE = "table";
    private static final String WATERMARK = "watermark";
    private static final String MODE = "mode";
    private static final String KEY = "key";
    private static final List<String> MODES = List.of("append", "full");
    private static final String WATERMARK_EXAMPLE = "watermark: { column: updated_at, overlap: 10m }";

    /** Apart, so that a source whose mode is changed does not take snapshots for changes. */
    private static final String CHANGES = "/changes";

    private static final String SNAPSHOTS = "/snapshots";

    private final YamlSection source;

    DatabaseTableReader(YamlSection source) {
        this.source = source;
    }

    /** Whether a source says that it is one. */
    static boolean isMeant(YamlSection source) {
        return source.has(CONNECTION) || (source.has(TABLE) && !source.has("path"));
    }

    /** Reports keys that mean nothing to a source of files. */
    static void refuseKeys(YamlSection source) {
        Vocabulary.DATABASE.stream()
                .filter(key -> !List.of(MODE, "max_files", "max_bytes").contains(key))
                .forEach(key -> source.find(key)
                        .ifPresent(place -> place.report(
                                place.name() + " says how a table of a database is read",
                                "the source is about files, for it has a path and no connection",
                                "remove it, or name a connection and a table in place of path and format")));
    }

    /** Its files land below {@code <pipeline>/<source>/changes} or {@code /snapshots}, a folder for each extraction. */
    Optional<Source> read(String pipeline, String name) {
        refuseKeysOfFiles();
        Optional<String> connection =
                source.require(CONNECTION, "connection: " + pipeline).flatMap(DatabaseTableReader::connection);
        Optional<String> table = source.require(TABLE, "table: public.orders").flatMap(DatabaseTableReader::table);
        boolean full = source.find(MODE)
                .flatMap(value -> value.oneOf(MODES))
                .filter("full"::equals)
                .isPresent();
        Optional<Watermark> watermark = source.section(WATERMARK).flatMap(DatabaseTableReader::watermark);
        checkMode(full);
        List<String> key = names(KEY);
        List<String> exclude = names("exclude");
        checkExcluded(key, watermark, exclude);
        int pageRows = number("page_rows", Integer.MAX_VALUE).orElse(Vocabulary.PAGE_ROWS);
        int fetchRows = number("fetch_rows", Integer.MAX_VALUE).orElse(Vocabulary.FETCH_ROWS);
        Optional<Integer> readers = number("readers", Vocabulary.MAX_READERS);
        int maxFiles = SourceReader.maxFiles(source);
        DataSize maxBytes = SourceReader.maxBytes(source);
        if (connection.isEmpty() || table.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Source(
                name,
                pipeline + "/" + name + (full ? SNAPSHOTS : CHANGES) + "/*/*.parquet",
                FileFormat.PARQUET,
                full ? new Full(Snapshot.FOLDER) : LoadMode.APPEND,
                ChangedFilePolicy.INGEST_AGAIN,
                CsvOptions.DEFAULTS,
                FormatOptions.DEFAULTS,
                List.of(),
                maxFiles,
                maxBytes,
                UnpackLimits.DEFAULTS,
                SchemaEvolution.ADD_COLUMNS,
                Optional.of(new DatabaseTable(
                        connection.get(), table.get(), key, watermark, exclude, pageRows, fetchRows, readers))));
    }

    private void refuseKeysOfFiles() {
        Vocabulary.SOURCE.stream()
                .filter(key -> !Vocabulary.DATABASE.contains(key))
                .forEach(key -> source.find(key)
                        .ifPresent(place -> place.report(
                                place.name() + " says how files are read",
                                "the source is a table of a database",
                                "remove it, or remove connection and table")));
    }

    private void checkMode(boolean full) {
        if (full) {
            source.find(WATERMARK)
                    .ifPresent(place -> place.report(
                            place.name() + " tells which rows are new",
                            "the mode is full, which reads all rows each time",
                            "remove it, or write mode: append"));
        } else if (!source.has(WATERMARK)) {
            source.self()
                    .report(
                            source.self().name() + " has no 'watermark'",
                            "the mode is append, and without one nobody knows which rows are new",
                            "write for example " + WATERMARK_EXAMPLE + ", or mode: full");
        }
    }

    private void checkExcluded(List<String> key, Optional<Watermark> watermark, List<String> exclude) {
        source.find("exclude")
                .ifPresent(place -> exclude.stream()
                        .filter(column -> key.contains(column)
                                || watermark
                                        .map(Watermark::column)
                                        .filter(column::equals)
                                        .isPresent())
                        .forEach(column -> place.report(
                                place.name() + " leaves out " + column,
                                "rows are told apart, or found, by that column",
                                "keep it")));
    }

    private static Optional<String> connection(YamlValue value) {
        return value.words().filter(name -> {
            boolean legal = ConnectionSettings.NAME.matcher(name).matches();
            if (!legal) {
                value.report(
                        "'" + name + "' cannot be a connection's name",
                        "it is a part of the names of variables, so that it holds a-z, 0-9 and _ alone",
                        "write for example loja, whose address is then in " + ConnectionSettings.url("loja"));
            }
            return legal;
        });
    }

    private static Optional<String> table(YamlValue value) {
        return value.words().filter(name -> {
            boolean legal = !name.startsWith(".") && !name.endsWith(".");
            if (!legal) {
                value.report(
                        "'" + name + "' cannot be a table's name",
                        "it is a schema, a point and a table, or a table alone",
                        "write for example public.orders");
            }
            return legal;
        });
    }

    private static Optional<Watermark> watermark(YamlSection section) {
        section.allow(Vocabulary.WATERMARK);
        Optional<String> column =
                section.require("column", "column: updated_at").flatMap(YamlValue::words);
        Overlap overlap = section.find("overlap")
                .flatMap(value -> value.isText()
                        ? value.parse(Overlap::parse)
                        : value.number(0, Integer.MAX_VALUE)
                                .map(String::valueOf)
                                .map(Overlap::parse))
                .orElse(Overlap.NONE);
        return column.map(name -> new Watermark(name, overlap));
    }

    private List<String> names(String key) {
        return source.find(key).map(value -> Names.list(value, any -> true)).orElse(List.of());
    }

    private Optional<Integer> number(String key, int most) {
        return source.find(key).flatMap(value -> value.number(1, most));
    }
}
