package dev.lakehouse.landing.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * Counts the entries of a ZIP archive's directory by walking through it (PKWARE's APPNOTE 6.3.10, 4.3.12 to 4.3.16), for what the
 * archive says of their number may be a lie, and a library keeps all of them in memory.
 */
final class ZipDirectory {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LENGTHS_AT = 28;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64_BYTES = 56;
    private static final int WINDOW = 1 << 20;

    private final SeekableByteChannel bytes;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;

    private ZipDirectory(SeekableByteChannel bytes) {
        this.bytes = bytes;
    }

    /** @throws UnpackException where there is no directory */
    static long entries(SeekableByteChannel bytes) throws IOException {
        ZipDirectory directory = new ZipDirectory(bytes);
        try {
            return directory.count(directory.start());
        } catch (EOFException e) {
            throw UnpackException.ofWhole("it is cut off or no ZIP archive: its directory is not whole");
        }
    }

    private long count(long start) throws IOException {
        long entries = 0;
        for (long at = start; at(at, 4).getInt(0) == ENTRY; entries++) {
            ByteBuffer entry = at(at, ENTRY_BYTES);
            at += ENTRY_BYTES;
            for (int length = 0; length < 3; length++) {
                at += entry.getShort(LENGTHS_AT + 2 * length) & 0xFFFF;
            }
        }
        return entries;
    }

    private long start() throws IOException {
        long end = end();
        ByteBuffer record = at(end, END_BYTES);
        if (end >= LOCATOR_64_BYTES) {
            ByteBuffer locator = at(end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
            if (locator.getInt(0) == LOCATOR_64) {
                return at(locator.getLong(8), END_64_BYTES).getLong(48);
            }
        }
        long size = record.getInt(12) & 0xFFFF_FFFFL;
        long offset = record.getInt(16) & 0xFFFF_FFFFL;
        // Something may stand before the archive, as in one that unpacks itself.
        return Math.max(end - size, offset);
    }

    /** The last place where a directory may end. */
    private long end() throws IOException {
        long last = bytes.size() - END_BYTES;
        for (long at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (at(at, 4).getInt(0) == END) {
                return at;
            }
        }
        throw new EOFException();
    }

    /** So many bytes from there on. */
    private ByteBuffer at(long place, int length) throws IOException {
        if (place < 0 || place + length > bytes.size()) {
            throw new EOFException();
        }
        if (place < windowAt || place + length > windowAt + window.limit()) {
            // Ends are looked for backwards, entries forwards: the window has some of both.
            windowAt = Math.max(0, place - WINDOW / 8);
            window = ByteBuffer.allocate((int) Math.min(WINDOW, bytes.size() - windowAt));
            bytes.position(windowAt);
            while (window.hasRemaining() && bytes.read(window) >= 0) {
                // The window fills.
            }
            window.flip();
            if (place + length > windowAt + window.limit()) {
                throw new EOFException();
            }
        }
        return window.slice((int) (place - windowAt), length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
