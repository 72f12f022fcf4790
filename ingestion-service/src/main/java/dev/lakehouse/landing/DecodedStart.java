package dev.lakehouse.landing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import dev.lakehouse.config.pipeline.Source;

/** Tells by a file's first bytes whether it is of a format that is decoded outside of the engine. */
final class DecodedStart {
    private static final int BYTES = 4096;

    private DecodedStart() {}

    /** A clause that says why it is not, if it is not. */
    static Optional<String> problem(Path file, Source source) throws IOException {
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            start = plain.readNBytes(BYTES);
        }
        return switch (source.format()) {
            case TEXT ->
                problem(
                        source.options().text().encoding().equals("utf-16") || !has(start, (byte) 0),
                        "it has bytes that no text has; correct it, or the source's format or encoding");
            case XML ->
                problem(
                        firstCharacter(start) == '<',
                        "it does not begin with <, so that it is no XML; correct it, or the source's format");
            case CSV, JSON, PARQUET -> Optional.empty();
        };
    }

    private static Optional<String> problem(boolean sound, String problem) {
        return sound ? Optional.empty() : Optional.of(problem);
    }

    /** Of text in any encoding that has ASCII's bytes, with zeros between them or without. */
    private static int firstCharacter(byte[] bytes) {
        for (byte value : bytes) {
            boolean mark = value == (byte) 0xEF
                    || value == (byte) 0xBB
                    || value == (byte) 0xBF
                    || value >= (byte) 0xFE && value < 0;
            if (!mark && value != 0 && !Character.isWhitespace(value)) {
                return value;
            }
        }
        return '<';
    }

    private static boolean has(byte[] bytes, byte wanted) {
        for (byte value : bytes) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }
}
