package dev.lakehouse.trainer.run;

import java.util.Comparator;
import java.util.List;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.plan.TrainingPlan;

import static java.util.Objects.requireNonNull;

/**
 * What a run starts from.
 *
 * @param question as {@link dev.lakehouse.trainer.plan.Question} writes it
 * @param dataFingerprint of the version's data files, see {@link #fingerprint}
 * @param features what was fitted to the training part, as JSON
 */
public record TrainingInput(
        String pipeline,
        String model,
        String question,
        TableName table,
        long version,
        String dataFingerprint,
        String features,
        Feed feed,
        TrainingPlan plan) {
    public TrainingInput {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(model, "model is null");
        requireNonNull(question, "question is null");
        requireNonNull(table, "table is null");
        requireNonNull(dataFingerprint, "dataFingerprint is null");
        requireNonNull(features, "features is null");
        requireNonNull(feed, "feed is null");
        requireNonNull(plan, "plan is null");
    }

    /** SHA-256 over the names, sizes and row counts of a version's files, whose content never changes. */
    public static String fingerprint(TableSnapshot snapshot) {
        List<String> files = snapshot.files().stream()
                .sorted(Comparator.comparing(DataFile::name))
                .map(file -> file.name() + " " + file.bytes() + " " + file.rows())
                .toList();
        return Sha256.of(String.join("\n", files));
    }
}
