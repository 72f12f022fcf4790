package dev.lakehouse.trainer.feed;

import static java.util.Objects.requireNonNull;

/**
 * A feature that is one of a number of ids, or a set of them.
 *
 * @param size how many ids there are, from 0 to {@code size - 1}; 0 stands for all that is unknown
 */
public record Category(String name, int size) {
    public Category {
        requireNonNull(name, "name is null");
        if (size < 1) {
            throw new IllegalArgumentException(name + " has " + size + " ids");
        }
    }
}
