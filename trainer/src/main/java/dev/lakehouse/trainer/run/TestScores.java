package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.rowfile.RowReader;
import dev.lakehouse.table.rowfile.RowWriter;
import dev.lakehouse.trainer.train.Predictions;

/** What a run's network said of the test part, in the order that runs of one gold version share: {@code test_scores.parquet}. */
final class TestScores {
    static final String FILE = "test_scores.parquet";

    private static final TableSchema SCHEMA = new TableSchema(List.of(
            new Column("score", Primitive.DOUBLE),
            new Column("label", Primitive.DOUBLE),
            new Column("key_number", Primitive.BIGINT)));

    private TestScores() {}

    static void write(Path file, Predictions predictions) throws IOException {
        Files.deleteIfExists(file);
        try (RowWriter writer = new RowWriter(file, SCHEMA)) {
            for (int row = 0; row < predictions.rows(); row++) {
                writer.write(List.of(
                        (double) predictions.scores()[row], (double) predictions.labels()[row], (long)
                                predictions.groups()[row]));
            }
            writer.finish();
        }
    }

    /** @param rows how many the run was judged by; another number is an {@code IOException} */
    static Predictions read(Path file, long rows) throws IOException {
        Predictions read = new Predictions(
                new float[Math.toIntExact(rows)], new float[Math.toIntExact(rows)], new int[Math.toIntExact(rows)]);
        int[] at = {0};
        RowReader.read(file, SCHEMA, values -> {
            int row = at[0]++;
            if (row < rows) {
                read.scores()[row] = ((Double) values.get(0)).floatValue();
                read.labels()[row] = ((Double) values.get(1)).floatValue();
                read.groups()[row] = Math.toIntExact((Long) values.get(2));
            }
        });
        if (at[0] != rows) {
            throw new IOException("it has " + at[0] + " rows, and the run was judged by " + rows);
        }
        return read;
    }
}
