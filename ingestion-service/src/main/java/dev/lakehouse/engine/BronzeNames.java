package dev.lakehouse.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;

/** How columns that land are called in bronze. */
public final class BronzeNames {
    /** What the engine's readers call the place of a row: a column of that name would be taken for it. */
    public static final Set<String> OF_READERS = Set.of("file_index", "file_row_number", "filename");

    private BronzeNames() {}

    /** The columns that a source declares, as they are called in bronze. */
    public static List<Column> declared(Source source) {
        List<Column> declared = new ArrayList<>();
        for (Column column : source.columns()) {
            declared.add(new Column(of(column.name(), declared.size() + 1), column.type()));
        }
        return declared;
    }

    /** Those of them that bronze has, of another type. Where there may be Parquet files, their own types count instead. */
    public static List<Column> retyped(Source source, TableSchema bronze) {
        boolean ownTypes = source.format() == FileFormat.PARQUET || source.format() == FileFormat.BY_NAME;
        return ownTypes ? List.of() : bronze.retyped(declared(source));
    }

    /**
     * The name with {@code _} in place of characters that Delta takes in no name; one that begins as those do that bronze
     * keeps for itself is set apart.
     *
     * @param place the column's place in its file, from 1, which names a column without a name
     */
    public static String of(String landed, int place) {
        String trimmed = landed.strip().replaceAll("[ ,;{}()\\n\\r\\t=\\x00]", "_");
        if (trimmed.isEmpty()) {
            return "column_" + place;
        }
        if (OF_READERS.contains(trimmed.toLowerCase(Locale.ROOT))) {
            return "source_" + trimmed;
        }
        return trimmed.startsWith("_") ? "source" + trimmed : trimmed;
    }
}
