package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.config.pipeline.UnpackLimits;

/**
 * What a file's name says of how it is packed.
 *
 * @param plain the name without what says that, in lower case
 * @param packing of the file, or of a whole tar archive
 */
public record PackedName(String plain, Optional<Packing> packing, Optional<Archive> archive) {
    private static final Map<String, Packing> PACKED =
            Map.of(".gz", Packing.GZIP, ".zst", Packing.ZSTD, ".bz2", Packing.BZIP2);
    private static final Map<String, String> SHORT =
            Map.of(".tgz", ".tar.gz", ".tbz", ".tar.bz2", ".tbz2", ".tar.bz2", ".tzst", ".tar.zst");

    /** It says that nothing is packed. */
    public static final PackedName PLAIN = new PackedName("", Optional.empty(), Optional.empty());

    /** Many files in one. */
    public enum Archive {
        ZIP,
        TAR
    }

    /** The same for a file of that source; where each file is a row, it is kept as it landed. */
    public static PackedName in(Source source, String path) {
        return source.format() == FileFormat.BINARY ? PLAIN : of(path);
    }

    /** Reads a name or a path. */
    public static PackedName of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String ending = ending(name);
        if (SHORT.containsKey(ending)) {
            return of(name.substring(0, name.length() - ending.length()) + SHORT.get(ending));
        }
        Optional<Packing> packing = Optional.ofNullable(PACKED.get(ending));
        String plain = packing.isPresent() ? name.substring(0, name.length() - ending.length()) : name;
        if (plain.endsWith(".tar")) {
            return new PackedName(plain, packing, Optional.of(Archive.TAR));
        }
        boolean zip = packing.isEmpty() && plain.endsWith(".zip");
        return new PackedName(plain, packing, zip ? Optional.of(Archive.ZIP) : Optional.empty());
    }

    /**
     * The bytes of a file of such a name; of an archive, its own.
     *
     * @throws UnpackException where they cannot be unpacked, as reading does
     */
    public InputStream open(Path file) throws IOException {
        InputStream unpacked = UnpackFile.open(file, packing, new Meter(UnpackLimits.DEFAULTS));
        return packing.isEmpty()
                ? unpacked
                : new GuardedStream(unpacked, true, (buffer, from, length) -> {}) {
                    @Override
                    public void close() throws IOException {
                        unpacked.close();
                    }
                };
    }

    /** Whether it has to be unpacked before anybody can read it. */
    public boolean packed() {
        return packing.isPresent() || archive.isPresent();
    }

    /** Whether, as a member of an archive, it would have to be unpacked more than once. */
    boolean nested() {
        return archive.isPresent() || packedTwice();
    }

    /** Whether what is unpacked, and is no archive, would have to be unpacked again. */
    public boolean packedTwice() {
        return archive.isEmpty() && packing.isPresent() && of(plain).packed();
    }

    private static String ending(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point);
    }
}
