package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.lakehouse.table.Lake;

/**
 * Which code this is: the product's version and the beginning of SHA-256 over its own classes. Versions stay the same while the code
 * changes, an image has no history to ask, and other code may come to other bits.
 */
final class CodeVersion {
    private static final String OWN = "dev/lakehouse";
    private static final int DIGITS = 16;

    private CodeVersion() {}

    /** Of the trainer, and of the library that it reads tables with, as they run here. */
    static String own() {
        return Own.TEXT;
    }

    /** SHA-256 over the product's classes in jars or folders, whenever and in which order they were packed. */
    static String ofClasses(List<Path> places) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                collect(place, classes);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    collect(jar.getPath("/"), classes);
                }
            }
        }
        return Sha256.of(classes);
    }

    private static void collect(Path root, Map<String, byte[]> classes) throws IOException {
        for (Path file : FileTree.files(root.resolve(OWN))) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(".class")) {
                classes.put(name, Files.readAllBytes(file));
            }
        }
    }

    /** Found out once. */
    private static final class Own {
        private static final String TEXT = text();

        private static String text() {
            String version = Optional.ofNullable(CodeVersion.class.getPackage().getImplementationVersion())
                    .orElse("development");
            try {
                String hash = ofClasses(List.of(place(CodeVersion.class), place(Lake.class)));
                return version + "+" + hash.substring(0, DIGITS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path place(Class<?> type) {
            try {
                return Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("classes lie in a file of this machine", e);
            }
        }
    }
}
