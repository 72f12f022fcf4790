package dev.lakehouse.config.pipeline;

/** What becomes of a column that lands, and that a bronze table does not have, once there is the table. */
public enum SchemaEvolution {
    /** The table gets it. */
    ADD_COLUMNS,
    /** Its values go to {@code _rescued}. */
    RESCUE,
    /** The run fails before anything of the batch is written. */
    FAIL,
    /** It is left out, and the run says so. */
    NONE
}
