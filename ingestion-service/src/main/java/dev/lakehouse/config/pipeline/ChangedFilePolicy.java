package dev.lakehouse.config.pipeline;

/** What happens when a file that was already taken in is found with another fingerprint. */
public enum ChangedFilePolicy {
    /** It is taken in again, as a new file. */
    INGEST_AGAIN,
    /** It is left alone, and the run says so. */
    IGNORE,
    /** The run fails before anything is written. */
    FAIL
}
