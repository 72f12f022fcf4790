package dev.lakehouse.landing.unpack;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.UnpackLimits;

/**
 * Unpacks a landing file into a scratch folder, a stream at a time, under names of its own (docs/adr/0017). An archive whose own
 * structure is broken, or that holds too much, yields nothing; a broken member costs that member alone.
 */
public final class UnpackFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final UnpackLimits limits;

    public UnpackFile(UnpackLimits limits) {
        this.limits = limits;
    }

    /**
     * Looks whether unpacking can begin, without doing it.
     *
     * @throws UnpackException if it cannot; any other {@code IOException} where the file cannot be opened
     */
    public void check(Path packed, PackedName name) throws IOException {
        Meter meter = new Meter(limits);
        if (name.archive().equals(Optional.of(PackedName.Archive.ZIP))) {
            ZipMembers.check(packed, meter);
        } else if (name.archive().isPresent()) {
            TarMembers.check(packed, name, meter);
        } else {
            try (InputStream begun = name.open(packed)) {
                begun.read();
            }
        }
    }

    /**
     * Unpacks a file; the contents are in its order, and those that have a problem among them.
     *
     * @param name of the landing file, as {@code _source_file} has it
     * @param folder empty, to be filled; what is in it after a failure is of no use
     * @throws UnpackException where it cannot be unpacked; any other {@code IOException} where the disk refuses
     */
    public List<Unpacked> into(Path folder, String name, Path packed) throws IOException {
        PackedName kind = PackedName.of(name);
        Meter meter = new Meter(limits);
        if (kind.archive().isEmpty()) {
            return List.of(single(folder.resolve("0"), name, kind, packed, meter));
        }
        MemberFiles files = new MemberFiles(name, folder, meter);
        if (kind.archive().get() == PackedName.Archive.ZIP) {
            ZipMembers.unpack(packed, meter, files);
        } else {
            // What is passed over has to be unpacked, too.
            TarMembers.unpack(packed, kind, new Meter(limits), meter, files);
        }
        return files.unpacked();
    }

    private static Unpacked single(Path target, String name, PackedName kind, Path packed, Meter meter)
            throws IOException {
        try (InputStream unpacked = open(packed, kind.packing(), meter)) {
            long bytes = copy(new GuardedStream(unpacked, true, (buffer, from, length) -> meter.bytes(length)), target);
            return new Unpacked(name, kind.plain(), target, bytes, Optional.empty());
        }
    }

    /** The file's bytes, unpacked; the meter is told of the packed ones. */
    static InputStream open(Path file, Optional<Packing> packing, Meter meter) throws IOException {
        InputStream bytes = new BufferedInputStream(
                new FilterInputStream(Files.newInputStream(file)) {
                    @Override
                    public int read(byte[] buffer, int from, int length) throws IOException {
                        int read = super.read(buffer, from, length);
                        meter.packed(Math.max(0, read));
                        return read;
                    }
                },
                BUFFER_BYTES);
        if (packing.isEmpty()) {
            return bytes;
        }
        try {
            return packing.get().open(bytes);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw UnpackException.broken(true, e);
        }
    }

    /** How many bytes there were. */
    static long copy(InputStream from, Path target) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
            }
        }
        return bytes;
    }
}
