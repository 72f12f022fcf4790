package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a library unpacks: whatever the library throws comes as an {@link UnpackException}, and what comes out is counted. It does
 * not close the library's stream: who opened that does.
 */
class GuardedStream extends InputStream {
    private final InputStream unpacked;
    private final boolean whole;
    private final Counter counter;

    /** Hears of bytes that were read. */
    interface Counter {
        void count(byte[] buffer, int from, int length) throws UnpackException;
    }

    /** @param whole whether the whole file is broken where this is, rather than a member of it */
    GuardedStream(InputStream unpacked, boolean whole, Counter counter) {
        this.unpacked = unpacked;
        this.whole = whole;
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read;
        try {
            read = unpacked.read(buffer, from, length);
        } catch (UnpackException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UnpackException.broken(whole, e);
        }
        if (read > 0) {
            counter.count(buffer, from, read);
        }
        return read;
    }
}
