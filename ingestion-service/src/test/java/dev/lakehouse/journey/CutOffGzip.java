package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A packed file whose beginning is sound and whose end is missing. */
final class CutOffGzip {
    private CutOffGzip() {}

    static byte[] of(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.write(noise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    }
}
