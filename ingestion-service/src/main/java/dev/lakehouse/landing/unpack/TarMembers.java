package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The members of a tar archive, packed or not, which is read once from its beginning to its end. */
final class TarMembers {
    private TarMembers() {}

    /** Looks whether it begins as one does. */
    static void check(Path packed, PackedName name, Meter meter) throws IOException {
        try (InputStream bytes = UnpackFile.open(packed, name.packing(), meter)) {
            TarBytes counted = new TarBytes(bytes, meter);
            next(new TarArchiveInputStream(counted, StandardCharsets.ISO_8859_1.name()), counted);
        }
    }

    /** @param members counts what comes out of the members, {@code meter} what comes out of the archive */
    static void unpack(Path packed, PackedName name, Meter meter, Meter members, MemberFiles files) throws IOException {
        try (InputStream bytes = UnpackFile.open(packed, name.packing(), meter)) {
            TarBytes counted = new TarBytes(bytes, meter);
            TarArchiveInputStream tar = new TarArchiveInputStream(counted, StandardCharsets.ISO_8859_1.name());
            for (TarArchiveEntry entry = next(tar, counted); entry != null; entry = next(tar, counted)) {
                meter.entry();
                GuardedStream content = new GuardedStream(tar, true, (buffer, from, length) -> {});
                members.packed(entry.getSize());
                take(entry, content, files);
                content.transferTo(OutputStream.nullOutputStream());
            }
            counted.requireEnd();
        }
    }

    private static void take(TarArchiveEntry entry, InputStream content, MemberFiles files) throws IOException {
        // The name's bytes, but where a header of the archive says it in UTF-8.
        String name = entry.getName();
        boolean bytes = name.chars().allMatch(character -> character < 256);
        MemberName member = bytes ? MemberName.of(name.getBytes(StandardCharsets.ISO_8859_1)) : MemberName.of(name);
        if (entry.isSymbolicLink() || entry.isLink()) {
            files.refuse(member, "it is a link, and no file");
        } else if (entry.isSparse()) {
            files.refuse(member, "it is stored with holes (a sparse file), which is not read");
        } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            files.refuse(member, "it is a device or a pipe, and no file");
        } else if (!entry.isDirectory()) {
            files.take(member, () -> content);
        }
    }

    /** Null behind the last. */
    private static TarArchiveEntry next(TarArchiveInputStream tar, TarBytes counted) throws IOException {
        try {
            counted.headerBegins();
            TarArchiveEntry entry = tar.getNextEntry();
            counted.headerEnds();
            return entry;
        } catch (UnpackException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UnpackException.broken(true, e);
        }
    }
}
