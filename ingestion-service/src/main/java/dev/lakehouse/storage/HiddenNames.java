package dev.lakehouse.storage;

import java.util.List;

/** Names of files and folders that are no part of a lake: hidden ones, and copies that are not finished. */
public final class HiddenNames {
    /** What people and copying tools call files that are still being written. */
    private static final List<String> UNFINISHED =
            List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload", "._COPYING_");

    private HiddenNames() {}

    /** Whether a file or folder of this name is to be left out. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || UNFINISHED.stream().anyMatch(name::endsWith);
    }
}
