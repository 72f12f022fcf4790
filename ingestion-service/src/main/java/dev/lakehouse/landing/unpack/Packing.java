package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a single file is packed. */
public enum Packing {
    /** RFC 1952. */
    GZIP,
    /** RFC 8878. */
    ZSTD,
    /** As bzip2 1.0 writes it. */
    BZIP2;

    /**
     * What is packed, to the end of the last of the streams that stand one behind the other; check sums are checked. Reading
     * throws where it is cut off.
     */
    public InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdInputStreamNoFinalizer(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
        };
    }
}
