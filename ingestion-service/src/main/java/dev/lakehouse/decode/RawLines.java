package dev.lakehouse.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parts bytes at line feeds, one of which is a byte or two. A carriage return before one is not of the line. */
final class RawLines {
    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 10_000;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] LITTLE_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] BIG_MARK = {(byte) 0xFE, (byte) 0xFF};

    private final InputStream in;
    private final int unit;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean bigEndian;

    /** The line, or the beginning of one that is longer than any may be. */
    private byte[] line = new byte[256];

    private int kept;
    private long length;

    private RawLines(InputStream in, int unit, int longest) {
        this.in = in;
        this.unit = unit;
        this.longest = longest;
    }

    /** Lines of an encoding in which a line feed is a byte. */
    static RawLines ofBytes(InputStream in, int longest) throws IOException {
        RawLines lines = new RawLines(in, 1, longest);
        lines.skip(UTF_8_MARK);
        return lines;
    }

    /** Lines of UTF-16, whose first bytes say in which order bytes stand; else the lower one stands first. */
    static RawLines ofPairs(InputStream in, int longest) throws IOException {
        RawLines lines = new RawLines(in, 2, longest);
        lines.bigEndian = lines.skip(BIG_MARK);
        if (!lines.bigEndian) {
            lines.skip(LITTLE_MARK);
        }
        return lines;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Goes to the next line; false behind the last one. */
    boolean next() throws IOException {
        kept = 0;
        length = 0;
        while (from < to || read()) {
            int end = lineFeed();
            keep(end < 0 ? to : end);
            if (end >= 0) {
                from = end + unit;
                dropCarriageReturn();
                return true;
            }
            from = to;
        }
        return length > 0;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    String text(Charset charset) {
        return new String(line, 0, kept, charset);
    }

    /** The first few thousand bytes as Latin-1. */
    String beginning() {
        return new String(line, 0, Math.min(kept, SHOWN), StandardCharsets.ISO_8859_1);
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(line, 0, kept);
    }

    private int lineFeed() {
        if (unit == 1) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }
        for (int i = from; i + 1 < to; i += 2) {
            if (isAt(buffer, i, '\n')) {
                return i;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int place, char wanted) {
        return bytes[bigEndian ? place + 1 : place] == wanted && bytes[bigEndian ? place : place + 1] == 0;
    }

    private void keep(int end) {
        int more = end - from;
        length += more;
        int room = (int) Math.min(more, (long) longest - kept);
        if (room <= 0) {
            return;
        }
        if (kept + room > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(kept + room, line.length * 2)));
        }
        System.arraycopy(buffer, from, line, kept, room);
        kept += room;
    }

    private void dropCarriageReturn() {
        boolean ends =
                length == kept && kept >= unit && (unit == 1 ? line[kept - 1] == '\r' : isAt(line, kept - unit, '\r'));
        if (ends) {
            kept -= unit;
            length -= unit;
        }
    }

    private boolean skip(byte[] mark) throws IOException {
        if (from == to && !read()) {
            return false;
        }
        boolean there =
                to - from >= mark.length && Arrays.equals(buffer, from, from + mark.length, mark, 0, mark.length);
        from += there ? mark.length : 0;
        return there;
    }

    /** Fills the buffer, with whole pairs of bytes but at the end. */
    private boolean read() throws IOException {
        from = 0;
        to = in.readNBytes(buffer, 0, buffer.length);
        return to > 0;
    }
}
