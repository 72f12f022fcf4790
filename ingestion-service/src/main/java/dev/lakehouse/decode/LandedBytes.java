package dev.lakehouse.decode;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A landing file's bytes, unpacked where its name ends in {@code .gz}; knows how many of the file's own were read. */
final class LandedBytes extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final Counted counted;

    private LandedBytes(Counted counted, InputStream unpacked) {
        super(unpacked);
        this.counted = counted;
    }

    static LandedBytes open(Path file) throws IOException {
        Counted counted = new Counted(Files.newInputStream(file));
        try {
            InputStream unpacked = file.toString().endsWith(".gz")
                    ? new GZIPInputStream(counted, BUFFER)
                    : new BufferedInputStream(counted, BUFFER);
            return new LandedBytes(counted, unpacked);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    long position() {
        return counted.read;
    }

    private static final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            read += Math.max(count, 0);
            return count;
        }
    }
}
