package dev.lakehouse.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;

/**
 * A value as it was given, and where, so that what is wrong with it can be put right there.
 *
 * @param source {@code LAKEHOUSE_MEMORY=12XB}, or the config file
 * @param line its line in the config file, or 0
 * @param folder where its relative path starts
 */
record Setting(String source, int line, String value, Path folder) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    Optional<Path> path(Problems problems) {
        try {
            return Optional.of(folder.resolve(value));
        } catch (InvalidPathException e) {
            return wrong(problems, "'" + value + "' is no path", e.getReason(), "name a file or folder");
        }
    }

    Optional<Path> existingFile(Problems problems) {
        return path(problems)
                .flatMap(path -> Files.isRegularFile(path)
                        ? Optional.of(path)
                        : wrong(
                                problems,
                                "there is no file " + path,
                                "it is named as the config file",
                                "name one that is there"));
    }

    /** A folder that is there, or can be made. */
    Optional<Path> folder(Problems problems) {
        return path(problems)
                .flatMap(path -> Files.exists(path) && !Files.isDirectory(path)
                        ? wrong(
                                problems,
                                path + " is a file",
                                "a folder is needed",
                                "name a folder, or one that can be made")
                        : Optional.of(path));
    }

    Optional<Path> existingFolder(Problems problems) {
        return folder(problems)
                .flatMap(path -> Files.isDirectory(path)
                        ? Optional.of(path)
                        : wrong(
                                problems,
                                "there is no folder " + path,
                                "it is named as one",
                                "create it, or name another"));
    }

    Optional<DataSize> memory(Problems problems) {
        return size(problems)
                .flatMap(size -> size.bytes() >= Settings.MIN_MEMORY.bytes()
                        ? Optional.of(size)
                        : wrong(
                                problems,
                                "memory is " + value.strip(),
                                "the engine needs " + Settings.MIN_MEMORY + " or more",
                                "write for example 2GB"));
    }

    Optional<Integer> threads(Problems problems) {
        return Optional.of(value.strip())
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= Settings.MAX_THREADS)
                .or(() -> wrong(
                        problems,
                        "'" + value + "' is no number of threads",
                        "it is a whole number from 1 to " + Settings.MAX_THREADS,
                        "write for example 4, or leave it out to use every processor"));
    }

    /** The same, whose value is told to nobody. */
    Setting unquoted() {
        return new Setting(source.replace("=" + value, ""), line, "", folder);
    }

    Optional<DataSize> size(Problems problems) {
        try {
            return Optional.of(DataSize.parse(value));
        } catch (LakehouseException e) {
            return wrong(problems, e.what(), e.why(), e.fix());
        }
    }

    Optional<Integer> port(Problems problems) {
        return Optional.of(value.strip())
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .filter(number -> number <= ServiceSettings.LAST_PORT)
                .or(() -> wrong(
                        problems,
                        "'" + value + "' is no port",
                        "it is a whole number from 0 to " + ServiceSettings.LAST_PORT + ", 0 for one that is free",
                        "write for example 8090"));
    }

    <T> Optional<T> wrong(Problems problems, String what, String why, String fix) {
        problems.add(new Problem(source, line, what, why, fix));
        return Optional.empty();
    }
}
