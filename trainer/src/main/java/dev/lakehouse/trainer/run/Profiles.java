package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.drift.FeatureProfile;
import dev.lakehouse.trainer.drift.ProfileRows;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.registry.ModelRow;

/** How the features of the training part were distributed: {@code profiles.json} in a run's folder. */
public final class Profiles {
    private static final String FILE = "profiles.json";
    private static final int ROWS_AT_ONCE = 4096;

    private Profiles() {}

    static void write(Path run, Feed feed, RunWatch watch) throws IOException {
        long rows = feed.rows(Part.TRAIN);
        ProfileRows profiles = new ProfileRows(feed.shape(), rows);
        long done = 0;
        try (Feed.Batches batches = feed.batches(Part.TRAIN, feed.shape().rowsAtOnce(ROWS_AT_ONCE), 0, 0)) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                profiles.add(next.get());
                done += next.get().rows();
                watch.progress(done, rows);
            }
        }
        RunJson.write(run.resolve(FILE), profiles.profiles());
    }

    /** Those of a recorded run. */
    public static List<FeatureProfile> of(Lake lake, ModelRow run) {
        StoragePath file = new StoragePath(run.folder()).resolve(FILE);
        try {
            String text = new String(
                    RunFiles.checked(run, FILE, lake.storage().read(file)), java.nio.charset.StandardCharsets.UTF_8);
            return RunJson.read(text, new TypeReference<List<FeatureProfile>>() {});
        } catch (IOException e) {
            throw RunFailures.incomplete(run.run(), FILE, e);
        }
    }
}
