package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import dev.lakehouse.engine.LandedFile;

/**
 * Tells whether a quote may be open at a file's end. Where DuckDB reads more than two files a thread it takes what stands
 * behind such a quote for nothing, and says nothing (seen with 2.0.0); of fewer it says so.
 */
final class OpenQuotes {
    private static final int BUFFER_BYTES = 1 << 18;

    private OpenQuotes() {}

    /** False only where each quote of each file is closed. */
    static boolean possible(List<LandedFile> files, String quote) {
        return !quote.isEmpty() && files.parallelStream().anyMatch(file -> isOdd(file.local(), (byte) quote.charAt(0)));
    }

    private static boolean isOdd(Path file, byte quote) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int quotes = 0;
            for (int length = plain.read(buffer); length >= 0; length = plain.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    quotes += buffer[i] == quote ? 1 : 0;
                }
            }
            return (quotes & 1) != 0;
        } catch (IOException e) {
            // Read among fewer files, it is found out what it has.
            return true;
        }
    }
}
