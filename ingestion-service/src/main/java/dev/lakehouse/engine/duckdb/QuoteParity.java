package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whether a quote is open at places of a file, as far as their number tells; asked in order, it reads each byte at most once. */
final class QuoteParity {
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel bytes;
    private final boolean quoted;
    private final byte quote;
    private final Runnable stop;
    private long counted;
    private boolean odd;

    /**
     * @param quote empty where the file has none
     * @param stop called between buffers; throws when the work is to stop
     */
    QuoteParity(FileChannel bytes, String quote, Runnable stop) {
        this.bytes = bytes;
        this.quoted = !quote.isEmpty();
        this.quote = quoted ? (byte) quote.charAt(0) : 0;
        this.stop = stop;
    }

    boolean is(byte character) {
        return quoted && character == quote;
    }

    boolean areIn(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (is(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether quotes stand an odd number of times before {@code place}, which is not before the place asked for last. */
    boolean openAt(long place) throws IOException {
        if (place < counted) {
            throw new IllegalArgumentException(place + " is before " + counted);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, place - counted));
        while (quoted && counted < place) {
            stop.run();
            buffer.clear().limit((int) Math.min(buffer.capacity(), place - counted));
            int read = bytes.read(buffer, counted);
            if (read < 0) {
                break;
            }
            odd ^= OpenQuotes.isOdd(buffer.array(), read, quote);
            counted += read;
        }
        return odd;
    }
}
