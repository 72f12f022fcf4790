package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.engine.LandedFile;

/**
 * Tells whether a quote may be open at a file's end. Where DuckDB reads more than two files a thread it takes what stands
 * behind such a quote for nothing, and says nothing (seen with 2.0.0); of fewer it says so.
 */
final class OpenQuotes {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    private OpenQuotes() {}

    /** False only where each quote of each file is closed. */
    static boolean possible(List<LandedFile> files, String quote) {
        return !quote.isEmpty() && files.parallelStream().anyMatch(file -> isOdd(file.local(), (byte) quote.charAt(0)));
    }

    private static boolean isOdd(Path file, byte quote) {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            boolean odd = false;
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                odd ^= isOdd(buffer, length, quote);
            }
            return odd;
        } catch (IOException e) {
            // Read among fewer files, it is found out what it has.
            return true;
        }
    }

    /**
     * Whether {@code wanted} stands an odd number of times in the first {@code length} bytes, eight looked at in one step: every
     * byte of every file is, so that nothing is counted that only the last bit is wanted of.
     */
    static boolean isOdd(byte[] bytes, int length, byte wanted) {
        long pattern = (wanted & 0xFF) * EACH_BYTE;
        long odd = 0;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long differing = (long) EIGHT_BYTES.get(bytes, at) ^ pattern;
            // The high bit of each byte that differs not at all; nothing is carried from one byte to the next.
            odd ^= ~(((differing & LOW_BITS) + LOW_BITS) | differing | LOW_BITS);
        }
        for (; at < length; at++) {
            odd ^= bytes[at] == wanted ? 1 : 0;
        }
        return (Long.bitCount(odd) & 1) != 0;
    }
}
