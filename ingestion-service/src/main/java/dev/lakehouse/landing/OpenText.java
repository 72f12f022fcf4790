package dev.lakehouse.landing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.lakehouse.landing.unpack.PackedName;

/** Opens a landing file as text. Bytes that are no text read as U+FFFD. */
final class OpenText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private OpenText() {}

    /** @param packed what the file's name says; it is not an archive's */
    static BufferedReader of(Path file, PackedName packed, Charset charset) throws IOException {
        InputStream bytes = packed.open(file);
        try {
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset));
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

    /** @param encoding as sources name it */
    static Charset charset(String encoding) {
        return switch (encoding) {
            case "latin-1" -> StandardCharsets.ISO_8859_1;
            case "utf-16" -> StandardCharsets.UTF_16;
            default -> StandardCharsets.UTF_8;
        };
    }
}
