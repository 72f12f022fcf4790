package dev.lakehouse.schema;

import java.util.Locale;

/** The layers of the medallion architecture, in the order that data pass through them. */
public enum Layer {
    BRONZE,
    SILVER,
    GOLD;

    /** The layer's name in tables, folders and buckets: {@code bronze}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
