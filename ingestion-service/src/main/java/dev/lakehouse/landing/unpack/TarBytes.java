package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a tar archive on their way to the library. Headers may be of any length, and the library keeps them in memory, so
 * that they are bounded here. And an archive ends with 1,024 zeros (POSIX.1-2017, pax), which the library does not ask for: without
 * them one that was cut off between two members would look whole.
 */
final class TarBytes extends InputStream {
    private static final int END_BYTES = 1024;

    private static final String NO_END =
            "it does not end as an archive does: it is cut off, or something was joined to it";

    /** Of one member. */
    private static final long LONGEST_HEADER = 1L << 20;

    private final GuardedStream bytes;
    private long headerLeft = Long.MAX_VALUE;
    private long zeros;

    TarBytes(InputStream tar, Meter meter) {
        this.bytes = new GuardedStream(tar, true, (buffer, from, length) -> meter.bytes(length));
    }

    void headerBegins() {
        headerLeft = LONGEST_HEADER;
    }

    void headerEnds() {
        headerLeft = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = bytes.read(buffer, from, length);
        if (read > headerLeft) {
            throw UnpackException.ofWhole("a member's header has more than 1 MB");
        }
        if (read > 0) {
            headerLeft -= headerLeft == Long.MAX_VALUE ? 0 : read;
            zeros = zerosBehind(buffer, from, read);
        }
        return read;
    }

    private long zerosBehind(byte[] buffer, int from, int length) {
        for (int i = from + length - 1; i >= from; i--) {
            if (buffer[i] != 0) {
                return from + length - 1L - i;
            }
        }
        return zeros + length;
    }

    /** Reads what stands behind the archive's end: nothing but zeros may, and check sums of the packing are there. */
    void requireEnd() throws IOException {
        byte[] buffer = new byte[1 << 13];
        if (zeros < END_BYTES / 2) {
            throw UnpackException.ofWhole(NO_END);
        }
        for (int read = read(buffer, 0, buffer.length); read >= 0; read = read(buffer, 0, buffer.length)) {
            if (zeros < read) {
                throw UnpackException.ofWhole(NO_END);
            }
        }
        if (zeros < END_BYTES) {
            throw UnpackException.ofWhole(NO_END);
        }
    }
}
