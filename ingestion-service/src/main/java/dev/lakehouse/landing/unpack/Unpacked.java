package dev.lakehouse.landing.unpack;

import java.nio.file.Path;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What came out of a packed landing file: the file itself, or a member of it.
 *
 * @param name as {@code _source_file} has it; of a member {@code archive!member}
 * @param plain its own name without folders and packing, in lower case
 * @param local its content; of one that has a problem, nothing
 * @param problem why it has no content, as a clause
 */
public record Unpacked(String name, String plain, Path local, long bytes, Optional<String> problem) {
    public Unpacked {
        requireNonNull(name, "name is null");
        requireNonNull(plain, "plain is null");
        requireNonNull(local, "local is null");
        requireNonNull(problem, "problem is null");
    }
}
