package dev.lakehouse.config.pipeline;

/** How rows that arrive change a silver table. */
public enum SilverLoad {
    /** One row a key, the one with the highest sequence (slowly changing dimension, type 1). */
    UPSERT,
    /** Every row is added. */
    APPEND
}
