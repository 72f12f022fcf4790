package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.trainer.rowfile.RowReader;
import dev.lakehouse.trainer.rowfile.RowWriter;
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

    static Predictions read(Path file) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        RowReader.read(file, SCHEMA, rows::add);
        float[] scores = new float[rows.size()];
        float[] labels = new float[rows.size()];
        int[] groups = new int[rows.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = ((Double) rows.get(row).get(0)).floatValue();
            labels[row] = ((Double) rows.get(row).get(1)).floatValue();
            groups[row] = Math.toIntExact((Long) rows.get(row).get(2));
        }
        return new Predictions(scores, labels, groups);
    }
}
