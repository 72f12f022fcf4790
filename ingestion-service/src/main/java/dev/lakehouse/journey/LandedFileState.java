package dev.lakehouse.journey;

import java.util.Optional;

import dev.lakehouse.ledger.LedgerRow;

import static java.util.Objects.requireNonNull;

/**
 * What became of a file in landing, or will.
 *
 * @param source {@code pipeline.source}, where one takes it
 * @param state a word: {@code taken}, {@code quarantined}, {@code refused}, {@code new}, {@code changed},
 *     {@code unclaimed} or {@code gone}
 * @param recorded what the ledger says of it
 * @param why a sentence
 */
public record LandedFileState(
        String file, Optional<String> source, String state, Optional<LedgerRow> recorded, String why) {
    public LandedFileState {
        requireNonNull(file, "file is null");
        requireNonNull(source, "source is null");
        requireNonNull(state, "state is null");
        requireNonNull(recorded, "recorded is null");
        requireNonNull(why, "why is null");
    }
}
