package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hidden files of writes that were cut off: see {@link AtomicFiles}. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** A write takes milliseconds: what is a day old is nobody's any more, whatever clocks of other machines say. */
    private static final Duration DEAD = Duration.ofDays(1);

    private static final Pattern HIDDEN = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    /** Where small files are written whole: plans, the lake's mark, logs of tables. */
    private static final List<String> FOLDERS = List.of("ops", "ops/batches/*", "*/*/_delta_log");

    private Leftovers() {}

    /** Deletes those of a lake that are a day old; what cannot be deleted stays. */
    public static void delete(Path home) {
        Instant before = Instant.now().minus(DEAD);
        FOLDERS.forEach(folders -> in(home, List.of(folders.split("/")), before));
    }

    private static void in(Path folder, List<String> below, Instant before) {
        String glob = below.isEmpty() ? ".*.tmp" : below.get(0);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            for (Path path : found) {
                if (!below.isEmpty()) {
                    in(path, below.subList(1, below.size()), before);
                } else if (HIDDEN.matcher(path.getFileName().toString()).matches()
                        && Files.getLastModifiedTime(path).compareTo(FileTime.from(before)) < 0) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} is not tidied up: {}", folder, e.toString());
        }
    }
}
