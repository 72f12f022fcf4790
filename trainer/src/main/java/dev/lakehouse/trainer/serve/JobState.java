package dev.lakehouse.trainer.serve;

import java.util.Locale;

/** Where a job is, by the names of the ingestion service's runs. */
enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
