package dev.lakehouse.schema;

import java.util.Locale;

/** The layers of the medallion architecture, in the order that data pass through them, and where the lake keeps its own books. */
public enum Layer {
    BRONZE,
    SILVER,
    GOLD,
    /** What the lake writes of itself: the models that were trained on it. No pipeline writes to it. */
    OPS;

    /** Whether a pipeline's stage makes its tables. */
    public boolean isStage() {
        return this != OPS;
    }

    /** The layer's name in tables, folders and buckets: {@code bronze}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
