package dev.lakehouse.serve.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a run has come. */
public enum RunState {
    QUEUED,
    RUNNING,
    /** All that had landed was taken in. */
    SUCCEEDED,
    /** It met a failure, or did not take in all that had landed. */
    FAILED,
    /** Somebody asked for its end. */
    CANCELLED,
    /** Its service went away. The next run goes on with its batch. */
    INTERRUPTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will change. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    public static Optional<RunState> find(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst();
    }
}
