package dev.lakehouse.config.pipeline;

/** What a new landing file means to its source. */
public enum LoadMode {
    /** Its rows are added to those that landed before. */
    APPEND
}
