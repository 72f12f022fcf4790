package dev.lakehouse.landing.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of one archive as files with numbers for names. */
final class MemberFiles {
    /** Between an archive's name and a member's. */
    private static final String WITHIN = "!";

    private final String archive;
    private final Path folder;
    private final Meter meter;
    private final List<Unpacked> unpacked = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Gives the member's bytes as they are in the archive. */
    interface Content {
        InputStream open() throws IOException;

        /** Called behind the last byte; throws where they were not the right ones. */
        default void check() throws UnpackException {}
    }

    MemberFiles(String archive, Path folder, Meter meter) {
        this.archive = archive;
        this.folder = folder;
        this.meter = meter;
    }

    List<Unpacked> unpacked() {
        return List.copyOf(unpacked);
    }

    /** Takes a member that is a file; one that cannot be taken is noted with its reason. */
    void take(MemberName member, Content content) throws IOException {
        if (member.isNoData()) {
            return;
        }
        Optional<String> problem = member.problem();
        if (problem.isPresent()) {
            refuse(member, problem.get());
            return;
        }
        Path target = folder.resolve(Integer.toString(unpacked.size()));
        try {
            PackedName kind = PackedName.of(member.path());
            long bytes = copy(content, kind.packing(), target);
            unpacked.add(new Unpacked(named(member), kind.plain(), target, bytes, Optional.empty()));
        } catch (UnpackException e) {
            if (e.ofWholeFile()) {
                throw e;
            }
            Files.deleteIfExists(target);
            refuse(member, e.getMessage());
        }
    }

    void refuse(MemberName member, String reason) {
        if (!member.isNoData()) {
            unpacked.add(
                    new Unpacked(named(member), PackedName.of(member.path()).plain(), folder, 0, Optional.of(reason)));
        }
    }

    private long copy(Content content, Optional<Packing> packing, Path target) throws IOException {
        GuardedStream.Counter counter = (buffer, from, length) -> meter.bytes(length);
        try (InputStream stored = opened(content)) {
            if (packing.isEmpty()) {
                long bytes = UnpackFile.copy(new GuardedStream(stored, false, counter), target);
                content.check();
                return bytes;
            }
            GuardedStream packed = new GuardedStream(stored, false, counter);
            try (InputStream plain = opened(() -> packing.get().open(packed))) {
                long bytes = UnpackFile.copy(new GuardedStream(plain, false, counter), target);
                packed.transferTo(java.io.OutputStream.nullOutputStream());
                content.check();
                return bytes;
            }
        }
    }

    private static InputStream opened(Content content) throws IOException {
        try {
            return content.open();
        } catch (UnpackException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UnpackException.broken(false, e);
        }
    }

    /** Two members of one name are two files. */
    private String named(MemberName member) {
        String name = archive + WITHIN + member.path();
        String distinct = name;
        for (int i = 2; !names.add(distinct); i++) {
            distinct = name + " (" + i + ")";
        }
        return distinct;
    }
}
