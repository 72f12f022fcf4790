package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Landing files do not fill the disk. */
class RoomTest {
    private static final ObjectName OBJECT = new ObjectName("landing", "t/a.csv");

    @TempDir
    Path scratch;

    private final AtomicLong free = new AtomicLong(10_000);
    private final Room room = new Room(Path.of("scratch"), free::get);

    @Test
    void aFileThatDoesNotFitIsRefusedWithBothNumbers() {
        LakehouseException e = refusal(10_241);

        assertThat(e.code()).isEqualTo("SCRATCH_FAILED");
        assertThat(e.why()).isEqualTo("it has 10.0KB, and 9.8KB are left there");
        assertThat(e.fix()).contains("LAKEHOUSE_SCRATCH", "LAKEHOUSE_CACHE");
    }

    @Test
    void filesOnTheirWayHaveTheirRoomUntilTheyAreHere() throws IOException {
        try (Room.Claim one = room.claim(OBJECT, 7_000)) {
            assertThat(refusal(4_000).why()).contains("2.9KB are left there beside files on their way");

            // What it wrote is counted once: it is no longer free.
            one.accept(6_000);
            free.addAndGet(-6_000);
            assertThat(refusal(4_000).why()).contains("2.9KB");
            room.claim(OBJECT, 3_000).close();

            // A part that broke off is written again, and takes nobody else's room.
            one.accept(6_000);
        }
        room.claim(OBJECT, 4_000).close();
        assertThat(refusal(4_001).why()).doesNotContain("on their way");
    }

    /** Nobody has a disk for the file that this listing tells of; the store is not even asked for it. */
    @Test
    void whatIsTooLargeForThisDiskIsNeitherBroughtNorBroughtAhead() throws IOException {
        ObjectStore home = S3Server.get().newHome(scratch);
        try (S3Storage storage = new S3Storage(home)) {
            storage.replace(new StoragePath("landing/a.csv"), new byte[] {1});
            StoredFile small = storage.list(new StoragePath("landing")).get(0);
            StoredFile vast = new StoredFile(
                    new StoragePath("landing/vast.csv"),
                    DataSize.parse("4096TB").bytes(),
                    small.modified(),
                    "vast");

            storage.prefetch(List.of(vast, small));

            assertThat(storage.localFile(small)).hasBinaryContent(new byte[] {1});
            LakehouseException e = catchThrowableOfType(LakehouseException.class, () -> storage.localFile(vast));
            assertThat(e.code()).isEqualTo("SCRATCH_FAILED");
            assertThat(e.what()).contains("landing/vast.csv", scratch.toString());
            assertThat(e.why()).contains("4096TB");
            try (Stream<Path> all = Files.walk(scratch)) {
                assertThat(all.filter(file -> file.endsWith("vast.csv"))).isEmpty();
            }
        }
    }

    private LakehouseException refusal(long bytes) {
        return catchThrowableOfType(
                LakehouseException.class, () -> room.claim(OBJECT, bytes).close());
    }
}
