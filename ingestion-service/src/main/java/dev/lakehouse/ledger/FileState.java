package dev.lakehouse.ledger;

import java.util.Locale;

/** What became of a landing file. */
public enum FileState {
    /** Its rows are in bronze, but for lines that are in quarantine. */
    TAKEN,
    /** It cannot be read through, and is in quarantine as a whole. */
    QUARANTINED,
    /** It cannot be what its source says, and is in no batch. Every run looks at it again. */
    REFUSED;

    /** As the table has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FileState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
