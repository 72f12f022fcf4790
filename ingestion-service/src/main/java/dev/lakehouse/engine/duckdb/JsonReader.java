package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Reads JSON objects. A value is kept as its text (an object or array as JSON), unless the source declares a type. A line
 * that is no object is noted with its text.
 */
final class JsonReader implements LandingReader {
    /** The longest object: DuckDB's reader holds one whole in memory. */
    static final int MAX_OBJECT_BYTES = 16 << 20;

    /** JSON escapes control characters, so that no valid line holds this one. */
    private static final String NO_DELIMITER = "chr(1)";

    private final Session session;
    private final Source source;
    private final ParquetOutput output;
    private final Supplier<BronzeSelect> select;

    JsonReader(Session session, Source source, ParquetOutput output, Supplier<BronzeSelect> select) {
        this.session = session;
        this.source = source;
        this.output = output;
        this.select = select;
    }

    @Override
    public List<Column> columns(List<LandedFile> files, TableSchema known) throws SQLException {
        return named(keys(files), known).keySet().stream()
                .map(name -> DeclaredTypes.of(name, source, known))
                .toList();
    }

    /** By name in bronze, the places of its keys: those that differ in case alone are one column. */
    private Map<String, List<Integer>> named(List<String> keys, TableSchema known) {
        Map<String, List<Integer>> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < keys.size(); i++) {
            String name = BronzeNames.of(keys.get(i), i + 1);
            String column = DeclaredTypes.of(name, source, known).name();
            places.computeIfAbsent(column, any -> new ArrayList<>()).add(i);
        }
        return places;
    }

    private static String field(int place) {
        return "fields[" + (place + 1) + "]";
    }

    private List<String> keys(List<LandedFile> files) throws SQLException {
        List<String> keys = new ArrayList<>();
        // Of a plain query that fails half-way the driver (2.0.0.1) says no more than that its result set is invalid.
        session.execute(
                "create or replace table keys_found as select key from (select unnest(json_keys(object)) as key from "
                        + objects(files) + " where " + isObject("object") + ") group by key");
        session.forEach("select key from keys_found order by key", row -> keys.add(row.getString(1)));
        return keys;
    }

    @Override
    public List<WrittenFile> write(List<LandedFile> files, TableSchema schema, Malformed malformed, Progress progress)
            throws SQLException {
        List<String> keys = keys(files);
        BronzeSelect rows = select.get();
        named(keys, schema).forEach((name, places) -> {
            Column column = DeclaredTypes.of(name, source, schema);
            String text = "coalesce(" + places.stream().map(JsonReader::field).collect(Collectors.joining(", ")) + ")";
            if (column.type() == Primitive.STRING) {
                rows.value(column.name(), text);
            } else {
                rows.fitted(column, text, Primitive.STRING);
            }
            for (int i = 1; i < places.size(); i++) {
                String before =
                        places.subList(0, i).stream().map(JsonReader::field).collect(Collectors.joining(", "));
                rows.overruled(keys.get(places.get(i)), field(places.get(i)), "coalesce(" + before + ")");
            }
        });
        String paths = Sql.texts(keys.stream().map(JsonReader::pointer).toList());
        String fields = keys.isEmpty()
                ? ""
                : ", " + ExactNumbers.unmarked("exact", "json_extract_string(exact, " + paths + ")") + " as fields";
        noteOthers(files, malformed);
        return output.ordered(
                "select " + rows.list(schema, files) + " from (select file_index" + fields
                        + " from (select file_index, "
                        + ExactNumbers.marked("object") + " as exact from " + objects(files) + " where "
                        + isObject("object") + "))",
                schema,
                progress);
    }

    /** Numbering lines makes the scan run on one thread, so that it is done only for a file that needs it. */
    private void noteOthers(List<LandedFile> files, Malformed malformed) throws SQLException {
        String other = "trim(object, ' ' || chr(9) || chr(13)) <> '' and not " + isObject("object");
        if (session.number("select count(*) from " + objects(files) + " where " + other) == 0) {
            return;
        }
        for (LandedFile file : files) {
            if (session.number("select count(*) from " + objects(List.of(file)) + " where " + other) > 0) {
                malformed.addAll("select 'the line is no JSON object, or names a key twice', " + Sql.text(file.name())
                        + ", line, object from (select row_number() over () as line, object from "
                        + objects(List.of(file)) + ") where " + other);
            }
        }
    }

    /** One that names a key twice is none: which of the two values was meant nobody knows. */
    private static String isObject(String text) {
        String keys = "json_keys(" + text + ")";
        return "coalesce(case when json_valid(" + text + ") and json_type(" + text + ") = 'OBJECT' then len(" + keys
                + ") = len(list_distinct(" + keys + ")) end, false)";
    }

    private static String objects(List<LandedFile> files) {
        String paths = Sql.files(files.stream().map(LandedFile::local).toList());
        Shape shape = files.get(0).shape();
        if (shape instanceof Shape.JsonLines) {
            return "(select object, file_index from read_csv(" + paths
                    + ", auto_detect = false, hive_partitioning = false, header = false, delim = "
                    + NO_DELIMITER + ", quote = '', escape = '', columns = {'object': 'VARCHAR'}, max_line_size = "
                    + MAX_OBJECT_BYTES + ", buffer_size = " + 2 * MAX_OBJECT_BYTES + "))";
        }
        String format = shape instanceof Shape.JsonArray ? "array" : "unstructured";
        return "(select json::varchar as object, file_index from read_json_objects(" + paths
                + ", hive_partitioning = false, format = '" + format + "', maximum_object_size = " + MAX_OBJECT_BYTES
                + "))";
    }

    /** The key as a JSON pointer (RFC 6901). */
    private static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
