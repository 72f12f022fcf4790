package dev.lakehouse.trainer.drift;

/**
 * How far two distributions of a feature lie apart.
 *
 * @param index population stability index: by custom below 0.1 nothing has changed, and above 0.25 much has
 * @param chance what it stays below in 95 of 100 cases though nothing has changed
 */
public record Drift(double index, double chance) {
    /** Whether it is above a limit, and not by chance. */
    public boolean exceeds(double limit) {
        return index > limit && index > chance;
    }
}
