package dev.lakehouse.engine.duckdb;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;

/**
 * What a record of a text file is.
 *
 * @param delimiter what stands between two values; empty where a line is one value
 * @param quote around values that hold a delimiter or a line break; empty for none
 * @param values how many a record has
 * @param longest the most characters that the engine reads as one record
 */
record RecordShape(String delimiter, String quote, int values, boolean header, int longest) {
    /** DuckDB's own {@code max_line_size}. */
    static final int LONGEST_DELIMITED = 2_000_000;

    static RecordShape of(LandedFile file, Source source) {
        return file.shape() instanceof Shape.Delimited delimited
                ? new RecordShape(
                        delimited.delimiter(),
                        source.csv().quote(),
                        file.columns().size(),
                        source.csv().header(),
                        LONGEST_DELIMITED)
                : new RecordShape("", "", 1, false, JsonReader.MAX_OBJECT_BYTES - 1);
    }
}
