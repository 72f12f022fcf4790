package dev.lakehouse.cli;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;

/** Which files below landing a user means: one by its path, or those that a glob matches. */
final class LandingGlob implements Predicate<String> {
    private static final String LANDING = "landing/";

    private final String inside;
    private final PathMatcher glob;

    /** @param pattern with or without {@code landing/} before it */
    LandingGlob(String pattern) {
        this.inside = pattern.startsWith(LANDING) ? pattern.substring(LANDING.length()) : pattern;
        this.glob = FileSystems.getDefault().getPathMatcher("glob:" + inside);
    }

    /** @param name of a file, in the lake */
    @Override
    public boolean test(String name) {
        String below = name.substring(LANDING.length());
        return below.equals(inside) || glob.matches(Path.of(below));
    }
}
