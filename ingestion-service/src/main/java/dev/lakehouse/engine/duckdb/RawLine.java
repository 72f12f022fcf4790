package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The bytes of one line of a file, each as the character of its number, so that none is lost. */
final class RawLine {
    private RawLine() {}

    /** @param position in the line, or its first byte: the reader's count is off by one for some errors */
    static String read(Path file, long position) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(lineStart(bytes, position));
            String line = bytes.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lineStart(RandomAccessFile bytes, long position) throws IOException {
        long start = position;
        while (start > 0) {
            bytes.seek(start - 1);
            if (bytes.read() == '\n') {
                return start;
            }
            start--;
        }
        return 0;
    }
}
