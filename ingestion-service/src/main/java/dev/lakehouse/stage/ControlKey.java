package dev.lakehouse.stage;

import dev.lakehouse.schema.Layer;

/** The number by which operators of the earlier system know how a stage ended. */
public enum ControlKey {
    BRONZE_DONE(Layer.BRONZE, true, 246),
    BRONZE_NOTHING_NEW(Layer.BRONZE, false, 135),
    SILVER_DONE(Layer.SILVER, true, 468),
    SILVER_NOTHING_NEW(Layer.SILVER, false, 357),
    GOLD_DONE(Layer.GOLD, true, 680),
    GOLD_NOTHING_NEW(Layer.GOLD, false, 579);

    private final Layer stage;
    private final boolean done;
    private final int number;

    ControlKey(Layer stage, boolean done, int number) {
        this.stage = stage;
        this.done = done;
        this.number = number;
    }

    /** The key of a stage that did something, or found nothing new. */
    public static ControlKey of(Layer stage, boolean done) {
        for (ControlKey key : values()) {
            if (key.stage == stage && key.done == done) {
                return key;
            }
        }
        throw new IllegalArgumentException("no control key for " + stage);
    }

    /** Whether something was done. */
    public boolean done() {
        return done;
    }

    public int number() {
        return number;
    }
}
