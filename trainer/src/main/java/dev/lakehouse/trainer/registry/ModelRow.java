package dev.lakehouse.trainer.registry;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;

/**
 * One run, as {@code ops.models} has it.
 *
 * @param run names it; of all models' runs no two have the same
 * @param goldTable that it learnt from, {@code gold.pedidos}
 * @param dataFingerprint SHA-256 over the names, sizes and row counts of that version's data files, which never change
 * @param question which column is to be guessed from which, of whom, and how rows are split, as JSON
 * @param features what was fitted to the training part, as JSON
 * @param codeVersion of this product
 * @param parameters all that decided the training, as JSON
 * @param metric which of the metrics decides, and {@code value} what it was on the test part
 * @param metrics all of them with their intervals, as JSON
 * @param baselines what simpler answers came to, as JSON
 * @param weights SHA-256 over what it learnt
 * @param savedModel SHA-256 over the files of its SavedModel
 * @param device what it was trained on
 * @param folder below the lake's home
 * @param promotedAt when it was last made the one that predicts
 */
public record ModelRow(
        String run,
        String model,
        String pipeline,
        String task,
        String goldTable,
        long goldVersion,
        String dataFingerprint,
        String question,
        String features,
        String codeVersion,
        String tensorflowVersion,
        String parameters,
        long seed,
        long rowsTrain,
        long rowsValidation,
        long rowsTest,
        long steps,
        String metric,
        double value,
        double low,
        double high,
        String metrics,
        String baselines,
        String weights,
        String savedModel,
        String files,
        String device,
        String folder,
        Instant startedAt,
        Instant endedAt,
        Optional<Instant> promotedAt) {
    static final TableSchema SCHEMA = new TableSchema(List.of(
            text("run"),
            text("model"),
            text("pipeline"),
            text("task"),
            text("gold_table"),
            count("gold_version"),
            text("data_fingerprint"),
            text("question"),
            text("features"),
            text("code_version"),
            text("tensorflow_version"),
            text("parameters"),
            count("seed"),
            count("rows_train"),
            count("rows_validation"),
            count("rows_test"),
            count("steps"),
            text("metric"),
            number("value"),
            number("low"),
            number("high"),
            text("metrics"),
            text("baselines"),
            text("weights"),
            text("saved_model"),
            text("files"),
            text("device"),
            text("folder"),
            time("started_at"),
            time("ended_at"),
            time("promoted_at")));

    /** This row, promoted then. */
    ModelRow promoted(Instant then) {
        List<Object> values = values();
        values.set(values.size() - 1, then);
        return of(values);
    }

    List<Object> values() {
        return Arrays.asList(
                run,
                model,
                pipeline,
                task,
                goldTable,
                goldVersion,
                dataFingerprint,
                question,
                features,
                codeVersion,
                tensorflowVersion,
                parameters,
                seed,
                rowsTrain,
                rowsValidation,
                rowsTest,
                steps,
                metric,
                value,
                low,
                high,
                metrics,
                baselines,
                weights,
                savedModel,
                files,
                device,
                folder,
                startedAt,
                endedAt,
                promotedAt.orElse(null));
    }

    static ModelRow of(List<Object> values) {
        return new ModelRow(
                text(values, 0),
                text(values, 1),
                text(values, 2),
                text(values, 3),
                text(values, 4),
                (Long) values.get(5),
                text(values, 6),
                text(values, 7),
                text(values, 8),
                text(values, 9),
                text(values, 10),
                text(values, 11),
                (Long) values.get(12),
                (Long) values.get(13),
                (Long) values.get(14),
                (Long) values.get(15),
                (Long) values.get(16),
                text(values, 17),
                (Double) values.get(18),
                (Double) values.get(19),
                (Double) values.get(20),
                text(values, 21),
                text(values, 22),
                text(values, 23),
                text(values, 24),
                text(values, 25),
                text(values, 26),
                text(values, 27),
                (Instant) values.get(28),
                (Instant) values.get(29),
                Optional.ofNullable((Instant) values.get(30)));
    }

    /** Rows that an earlier version wrote lack the columns that came later. */
    private static String text(List<Object> values, int column) {
        return values.get(column) == null ? "" : (String) values.get(column);
    }

    private static Column text(String name) {
        return new Column(name, Primitive.STRING);
    }

    private static Column count(String name) {
        return new Column(name, Primitive.BIGINT);
    }

    private static Column number(String name) {
        return new Column(name, Primitive.DOUBLE);
    }

    private static Column time(String name) {
        return new Column(name, Primitive.TIMESTAMP);
    }
}
