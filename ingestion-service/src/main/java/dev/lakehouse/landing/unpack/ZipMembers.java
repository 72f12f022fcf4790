package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The members of a ZIP archive, in the order of its directory, which stands at its end. */
final class ZipMembers {
    private ZipMembers() {}

    /** Looks whether it has a directory that can be read. */
    static void check(Path packed, Meter meter) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(packed)) {
            open(bytes, meter).close();
        }
    }

    static void unpack(Path packed, Meter meter, MemberFiles files) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(packed);
                ZipFile zip = open(bytes, meter)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                meter.packed(entry.getCompressedSize());
                take(zip, entry, files);
            }
        }
    }

    private static ZipFile open(SeekableByteChannel bytes, Meter meter) throws IOException {
        try {
            // Before the library takes the directory into memory.
            meter.entries(ZipDirectory.entries(bytes));
            bytes.position(0);
            return ZipFile.builder()
                    .setSeekableByteChannel(bytes)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (UnpackException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UnpackException.broken(true, e);
        }
    }

    private static void take(ZipFile zip, ZipArchiveEntry entry, MemberFiles files) throws IOException {
        MemberName member = MemberName.of(entry.getRawName());
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isUnixSymlink()) {
            files.refuse(member, "it is a link, and no file");
        } else if (entry.getGeneralPurposeBit().usesEncryption()) {
            files.refuse(member, "it is encrypted, and nobody can say its password here");
        } else if (!zip.canReadEntryData(entry)) {
            files.refuse(member, "it is packed by a method that is not read (number " + entry.getMethod() + ")");
        } else {
            files.take(member, new Checked(zip, entry));
        }
    }

    /** The library does not look whether what it unpacks is what was packed. */
    private static final class Checked implements MemberFiles.Content {
        private final ZipFile zip;
        private final ZipArchiveEntry entry;
        private final CRC32 sum = new CRC32();
        private long bytes;

        Checked(ZipFile zip, ZipArchiveEntry entry) {
            this.zip = zip;
            this.entry = entry;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream unpacked = zip.getInputStream(entry);
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    int read = unpacked.read(buffer, from, length);
                    if (read > 0) {
                        sum.update(buffer, from, read);
                        bytes += read;
                    }
                    return read;
                }

                @Override
                public void close() throws IOException {
                    unpacked.close();
                }
            };
        }

        @Override
        public void check() throws UnpackException {
            if (bytes != entry.getSize()) {
                throw UnpackException.ofMember(
                        "it unpacks to " + bytes + " bytes, and the archive says " + entry.getSize());
            }
            if (sum.getValue() != entry.getCrc()) {
                throw UnpackException.ofMember("its check sum is wrong, so that it is damaged");
            }
        }
    }
}
