package dev.lakehouse.engine.duckdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.SchemaEvolution;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/**
 * The select list that makes bronze rows of what a reader yields: the schema's columns in order, provenance among them, and
 * values that do not fit their type as JSON in {@code _rescued}.
 */
final class BronzeSelect {
    /** Text, once written; it takes one byte a row until then. */
    private static final String NOTHING_RESCUED = "null::enum('')";

    private final Session session;
    private final long batch;
    private final Instant ingestedAt;
    private final boolean rescueOthers;
    private final Map<String, String> values = new HashMap<>();

    /** By column, the value as it landed. */
    private final Map<String, String> asLanded = new LinkedHashMap<>();

    private final List<Rescue> rescues = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    /** A value that may not fit: {@code raw} is not null and {@code fitted} is. */
    private record Rescue(String column, String raw, String fitted) {
        String unfit() {
            return "(" + raw + " is not null and " + fitted + " is null)";
        }
    }

    /** @param session that is to write the rows */
    BronzeSelect(Session session, IngestWork work) {
        this.session = session;
        this.batch = work.batch();
        this.ingestedAt = work.ingestedAt();
        this.rescueOthers = work.source().evolution() == SchemaEvolution.RESCUE;
    }

    /** The column's value is {@code expression}, which is of its type already. */
    BronzeSelect value(String column, String expression) {
        values.put(column, expression);
        asLanded.put(column, expression);
        return this;
    }

    /** The same where the rows are to be read in another way if {@code unfit} holds for any: then {@code _rescued} is not null. */
    BronzeSelect doubted(String column, String expression, String unfit) {
        values.put(column, expression);
        doubts.add(unfit);
        return this;
    }

    /** The column's value is {@code raw}, of the type {@code landed}, cast to its own type where nothing is lost by it. */
    BronzeSelect fitted(Column column, String raw, ColumnType landed) {
        String fitted = landed == Primitive.STRING
                ? ExactCast.ofText(raw, column.type())
                : ExactCast.of(raw, landed, column.type());
        values.put(column.name(), fitted);
        asLanded.put(column.name(), raw);
        rescues.add(new Rescue(column.name(), raw, fitted));
        return this;
    }

    /** A value that has no column of its own, for {@code winner} stands there unless it is null. */
    BronzeSelect overruled(String name, String raw, String winner) {
        rescues.add(new Rescue(name, raw, "(case when " + winner + " is null then " + raw + " end)"));
        return this;
    }

    /** The list, for rows read from {@code files} by a function that has the virtual column {@code file_index}. */
    String list(TableSchema schema, List<LandedFile> files) {
        keepWhatHasNoColumn(schema);
        values.put(ProvenanceColumns.SOURCE_FILE, sourceFile(files));
        values.put(ProvenanceColumns.BATCH, batch + "::bigint");
        values.put(ProvenanceColumns.INGESTED_AT, Literals.timestamp(ingestedAt));
        values.put(ProvenanceColumns.RESCUED, rescued());
        return schema.columns().stream()
                .map(column -> Optional.ofNullable(values.get(column.name())).orElseGet(() -> absent(column.type()))
                        + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    private void keepWhatHasNoColumn(TableSchema schema) {
        asLanded.forEach((column, raw) -> {
            if (schema.find(column).isEmpty()) {
                rescues.removeIf(rescue -> rescue.column().equals(column));
                if (rescueOthers) {
                    rescues.add(new Rescue(column, text(raw), "null"));
                }
            }
        });
    }

    /** A value as text; of several values, as JSON, for DuckDB's own text of them cannot be read back. */
    private static String text(String value) {
        String type = "typeof(" + value + ")";
        return "(case when " + type + " like 'STRUCT%' or " + type + " like 'MAP%' or " + type
                + " like '%]' then to_json(" + value + ")::varchar else " + value + "::varchar end)";
    }

    private static String absent(ColumnType type) {
        return "null::" + DuckDbTypes.name(type);
    }

    /**
     * Of an enumerated type, whose values are numbers until they are written, as text: strings would be copied row by row. Not
     * where several threads write several values: they note in words of shared bits which of them occur (DuckDB 2.0.0), and now
     * and then one undoes what another noted, so that a name is written as nothing.
     */
    private String sourceFile(List<LandedFile> files) {
        List<String> names = files.stream().map(LandedFile::name).toList();
        String type = "enum(" + names.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
        if (names.size() == 1) {
            return Sql.text(names.get(0)) + "::" + type;
        }
        String list = session.threads() == 1 ? "(" + Sql.texts(names) + "::" + type + "[])" : Sql.texts(names);
        return list + "[file_index::bigint + 1]";
    }

    private String rescued() {
        if (rescues.isEmpty()) {
            return doubts.isEmpty()
                    ? NOTHING_RESCUED
                    : "case when " + String.join(" or ", doubts) + " then '' end::enum('')";
        }
        String anyUnfit = rescues.stream().map(Rescue::unfit).collect(Collectors.joining(" or "));
        String entries = rescues.stream()
                .map(rescue -> "{'k': " + Sql.text(rescue.column()) + ", 'v': case when " + rescue.unfit() + " then "
                        + rescue.raw() + "::varchar end}")
                .collect(Collectors.joining(", ", "[", "]"));
        return "case when " + anyUnfit + " then to_json(map_from_entries(list_filter(" + entries
                + ", lambda entry: entry.v is not null)))::varchar end";
    }
}
