package dev.lakehouse.config.pipeline;

import dev.lakehouse.config.DataSize;

import static java.util.Objects.requireNonNull;

/**
 * How much may come out of one packed landing file; of one that holds more, nothing is taken in.
 *
 * @param maxSize the most bytes, those of all members of an archive together
 * @param maxMembers the most members of an archive, folders included
 * @param maxRatio the most times its own bytes, asked only behind the first 64 MB
 */
public record UnpackLimits(DataSize maxSize, int maxMembers, int maxRatio) {
    public static final UnpackLimits DEFAULTS =
            new UnpackLimits(DataSize.parse(Vocabulary.MAX_UNPACKED), Vocabulary.MAX_MEMBERS, Vocabulary.MAX_RATIO);

    public UnpackLimits {
        requireNonNull(maxSize, "maxSize is null");
        if (maxSize.bytes() < 1 || maxMembers < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }
}
