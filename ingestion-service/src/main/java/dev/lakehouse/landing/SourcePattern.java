package dev.lakehouse.landing;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.storage.StoragePath;

import static java.util.Objects.requireNonNull;

/** Which files a source is about. */
public final class SourcePattern {
    /** The folder below the lake's home in which files land. */
    public static final StoragePath LANDING = new StoragePath("landing");

    private final Source source;
    private final PathMatcher matcher;

    public SourcePattern(Source source) {
        this.source = requireNonNull(source, "source is null");
        this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + source.path());
    }

    /** Whether a file below {@link #LANDING} is one of them. */
    public boolean matches(StoragePath file) {
        return matcher.matches(onOneLine(file.value().substring(LANDING.value().length() + 1)));
    }

    /** The part of the glob before its first wildcard, so that no more than needed is listed. */
    StoragePath fixedFolder() {
        Path pattern = Path.of(source.path());
        StoragePath folder = LANDING;
        for (Path part : pattern.getNameCount() == 1 ? List.<Path>of() : pattern.getParent()) {
            if (part.toString().chars().anyMatch(character -> "*?[{\\".indexOf(character) >= 0)) {
                break;
            }
            folder = folder.resolve(part.toString());
        }
        return folder;
    }

    /** Java's globs do not match line breaks, which a name may hold. */
    private static Path onOneLine(String path) {
        return Path.of(path.replace('\n', '_').replace('\r', '_'));
    }
}
