package dev.lakehouse.landing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The four bytes with which a Parquet file begins and ends (Parquet format, "File format"). */
final class ParquetMagic {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private ParquetMagic() {}

    static boolean complete(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            return bytes.length() > 2L * MAGIC.length
                    && Arrays.equals(at(bytes, 0), MAGIC)
                    && Arrays.equals(at(bytes, bytes.length() - MAGIC.length), MAGIC);
        }
    }

    private static byte[] at(RandomAccessFile file, long position) throws IOException {
        byte[] bytes = new byte[MAGIC.length];
        file.seek(position);
        file.readFully(bytes);
        return bytes;
    }
}
