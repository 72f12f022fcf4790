package dev.lakehouse.config.pipeline;

import java.nio.file.FileSystems;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Checks the glob of a source: it compiles, and stays below the landing folder. */
final class LandingPath {
    private LandingPath() {}

    /** Gives the glob back; throws a failure of kind user when it cannot match a file of the landing folder. */
    static String parse(String glob) {
        if (glob.startsWith("/") || glob.matches("[A-Za-z]:.*") || glob.contains("\\")) {
            throw illegal(glob, "it is taken from the landing folder, with / between folders");
        }
        List<String> parts = Arrays.asList(glob.split("/", -1));
        if (parts.contains("..")) {
            throw illegal(glob, "'..' leaves the landing folder");
        }
        if (parts.contains(".") || parts.contains("")) {
            throw illegal(glob, "between two / stands a folder, and after the last one a file");
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw illegal(glob, e.getDescription() + " at character " + (e.getIndex() + 1));
        }
        return glob;
    }

    private static LakehouseException illegal(String glob, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "PATH_ILLEGAL",
                "'" + glob + "' is no path below landing",
                why,
                "write for example shop/orders/** or shop/orders/*.csv");
    }
}
