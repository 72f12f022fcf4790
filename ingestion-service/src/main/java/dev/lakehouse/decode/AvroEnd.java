package dev.lakehouse.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Knows how a container file has to end: with the marker that ends its header and each of its blocks (Avro 1.12 specification,
 * "Object Container Files"). Avro's own reader takes a block that is cut off for the end of the file, and says nothing.
 */
final class AvroEnd extends FilterInputStream {
    private final byte[] marker;
    private byte[] last = new byte[0];

    private AvroEnd(InputStream bytes, byte[] marker) {
        super(bytes);
        this.marker = marker;
    }

    /** @param bytes of the whole file, which is opened once more for its header */
    static AvroEnd of(InputStream bytes, Path file) throws IOException {
        try (InputStream again = LandedBytes.open(file)) {
            BinaryDecoder header = DecoderFactory.get().directBinaryDecoder(again, null);
            header.readFixed(new byte[DataFileConstants.MAGIC.length]);
            for (long entries = header.readMapStart(); entries > 0; entries = header.mapNext()) {
                for (long entry = 0; entry < entries; entry++) {
                    header.skipString();
                    header.skipBytes();
                }
            }
            byte[] marker = new byte[DataFileConstants.SYNC_SIZE];
            header.readFixed(marker);
            return new AvroEnd(bytes, marker);
        }
    }

    /** Whether what was read so far may be a whole file. */
    boolean whole() throws IOException {
        byte[] rest = new byte[1 << 12];
        while (read(rest, 0, rest.length) >= 0) {
            // To the very end.
        }
        return Arrays.equals(last, marker);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            int kept = Math.max(0, Math.min(last.length, marker.length - count));
            int fresh = Math.min(count, marker.length);
            byte[] now = Arrays.copyOfRange(last, last.length - kept, last.length + fresh);
            System.arraycopy(target, offset + count - fresh, now, kept, fresh);
            last = now;
        }
        return count;
    }
}
