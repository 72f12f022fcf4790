package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Packs what tests land. */
final class Packed {
    private Packed() {}

    /** Writes into what packs. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** A program that packs. */
    enum By {
        GZ {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new GZIPOutputStream(out, 1 << 16);
            }
        },
        ZST {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new ZstdOutputStream(out).setChecksum(true);
            }
        },
        BZ2 {
            @Override
            OutputStream over(OutputStream out) throws IOException {
                return new BZip2CompressorOutputStream(out);
            }
        };

        abstract OutputStream over(OutputStream out) throws IOException;

        byte[] of(byte[] content) {
            return of(out -> out.write(content));
        }

        byte[] of(Content content) {
            return bytes(out -> {
                try (OutputStream packing = over(out)) {
                    content.to(packing);
                }
            });
        }

        String ending() {
            return "." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(Content content) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            content.to(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zeros by the million. */
    static Content zeros(int millions) {
        return out -> {
            byte[] million = new byte[1_000_000];
            for (int i = 0; i < millions; i++) {
                out.write(million);
            }
        };
    }

    /** Writes entries. */
    interface ZipContent {
        void to(ZipArchiveOutputStream zip) throws IOException;
    }

    static byte[] zip(Map<String, byte[]> members) {
        return zip(zip -> {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                add(zip, member.getKey(), member.getValue());
            }
        });
    }

    static byte[] zip(ZipContent content) {
        try (SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel()) {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
                content.to(zip);
            }
            return java.util.Arrays.copyOf(bytes.array(), (int) bytes.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void add(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    /** Writes entries. */
    interface TarContent {
        void to(TarArchiveOutputStream tar) throws IOException;
    }

    static byte[] tar(Map<String, byte[]> members) {
        return tar(tar -> {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                add(tar, member.getKey(), member.getValue());
            }
        });
    }

    static byte[] tar(TarContent content) {
        return bytes(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                content.to(tar);
            }
        });
    }

    static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    static void link(TarArchiveOutputStream tar, String name, byte kind, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}
