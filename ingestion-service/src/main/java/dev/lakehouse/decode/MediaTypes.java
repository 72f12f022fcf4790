package dev.lakehouse.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.tika.Tika;

/** What kind of content a file has, by its first bytes; its name only tells kinds apart that begin alike. */
final class MediaTypes {
    private static final int BEGINNING = 1 << 16;

    private MediaTypes() {}

    /** {@code image/png}; {@code application/octet-stream} where nothing is known. */
    static String of(Path file, String name) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Loaded.TIKA.detect(bytes.readNBytes(BEGINNING), name);
        }
    }

    /** Its table of kinds takes a moment to load. */
    private static final class Loaded {
        private static final Tika TIKA = new Tika();
    }
}
