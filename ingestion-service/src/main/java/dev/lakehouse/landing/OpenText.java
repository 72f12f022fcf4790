package dev.lakehouse.landing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a landing file as text, unpacked where its name ends in {@code .gz}. Bytes that are no text read as U+FFFD. */
final class OpenText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private OpenText() {}

    static BufferedReader of(Path file, Charset charset) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            BufferedReader text = new BufferedReader(new InputStreamReader(unpacked, charset));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
