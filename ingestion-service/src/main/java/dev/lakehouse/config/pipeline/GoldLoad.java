package dev.lakehouse.config.pipeline;

/** How a gold table follows its inputs. */
public enum GoldLoad {
    /** All of it is computed again when an input changed. */
    REPLACE,
    /** Only the keys whose inputs changed are computed again. */
    BY_KEY
}
