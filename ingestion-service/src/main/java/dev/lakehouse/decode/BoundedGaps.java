package dev.lakehouse.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails where a parser reads very far without finding anything, for it keeps what it reads on the way in memory. */
final class BoundedGaps extends FilterInputStream {
    /** More than the largest value that a row may have. */
    private static final long MOST_BYTES = 24 << 20;

    private long gap;

    BoundedGaps(InputStream in) {
        super(in);
    }

    /** Something was found. */
    void found() {
        gap = 0;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        gap += read;
        if (gap > MOST_BYTES) {
            throw new IOException("a single text, attribute or comment has more than " + MOST_BYTES + " bytes");
        }
    }
}
