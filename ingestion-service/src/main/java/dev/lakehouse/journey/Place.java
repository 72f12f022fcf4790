package dev.lakehouse.journey;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;

import static java.util.Objects.requireNonNull;

/**
 * Where in a pipeline's files something stands.
 *
 * @param file as users name it
 * @param line counted from 1; 0 where it is the file as a whole
 */
record Place(String file, int line) {
    Place {
        requireNonNull(file, "file is null");
    }

    Problem problem(String what, String why, String fix) {
        return new Problem(file, line, what, why, fix);
    }

    /** What a check threw, as a problem of this place. */
    Problem problem(LakehouseException failure) {
        return problem(failure.what(), failure.why(), failure.fix());
    }
}
