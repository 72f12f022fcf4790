package dev.lakehouse.landing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;

/** Tells by a file's first bytes whether it is of a format that is decoded outside of the engine. */
final class DecodedStart {
    private static final int BYTES = 4096;

    /** The bytes of byte order marks. */
    private static final String MARKS = "\u00EF\u00BB\u00BF\u00FE\u00FF";

    private DecodedStart() {}

    /** A clause that says why it is not, if it is not. */
    static Optional<String> problem(Path file, Source source, FileFormat format) throws IOException {
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(BYTES);
        }
        return switch (format) {
            case TEXT ->
                problem(
                        source.options().text().encoding().equals("utf-16") || !has(start, (byte) 0),
                        "it has bytes that no text has; correct it, or the source's format or encoding");
            case XML ->
                problem(
                        firstCharacter(start) == '<',
                        "it does not begin with <, so that it is no XML; correct it, or the source's format");
            case AVRO -> magic(start, "Obj\u0001", "Avro");
            case EXCEL -> magic(start, "PK\u0003\u0004", "Excel (.xlsx)");
            case ORC -> magic(start, "ORC", "ORC");
            case BINARY -> Optional.empty();
            case CSV, JSON, PARQUET, BY_NAME -> Optional.empty();
        };
    }

    private static Optional<String> problem(boolean sound, String problem) {
        return sound ? Optional.empty() : Optional.of(problem);
    }

    private static Optional<String> magic(byte[] start, String magic, String format) {
        return problem(
                new String(start, StandardCharsets.ISO_8859_1).startsWith(magic),
                "it does not begin as an " + format + " file does; correct it, or the source's format");
    }

    /** Of text in any encoding that has ASCII's bytes, with zeros between them or without. */
    private static int firstCharacter(byte[] bytes) {
        for (byte value : bytes) {
            boolean mark = MARKS.indexOf(value & 0xFF) >= 0;
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
