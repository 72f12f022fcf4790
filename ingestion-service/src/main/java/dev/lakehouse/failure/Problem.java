package dev.lakehouse.failure;

import static java.util.Objects.requireNonNull;

/**
 * One of several things that are wrong and are reported together.
 *
 * @param source the file as the user named it, or the option or variable: {@code LAKEHOUSE_MEMORY=12XB}
 * @param line the line of the file, counted from 1; 0 where the source has no lines
 */
public record Problem(String source, int line, String what, String why, String fix) {
    public Problem {
        requireNonNull(source, "source is null");
        requireNonNull(what, "what is null");
        requireNonNull(why, "why is null");
        requireNonNull(fix, "fix is null");
    }

    /** The form that editors and terminals turn into a link: {@code pipeline.yml:12: what: why (fix: ...)}. */
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + ": " + what + ": " + why + " (fix: " + fix + ")";
    }
}
