package dev.lakehouse.landing;

import java.util.Optional;

import dev.lakehouse.engine.LandedFile;

/** What a look into a landing file found. */
sealed interface Inspection {
    /** A sentence worth reading about a file that is taken. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** It can be read. */
    record Taken(LandedFile file, Optional<String> notice) implements Inspection {}

    /** It cannot, as things stand: a clause that says why, and what to do. */
    record Refused(String name, String why) implements Inspection {
        /** The same as a sentence. */
        String problem() {
            return name + " is not taken in: " + why;
        }
    }
}
