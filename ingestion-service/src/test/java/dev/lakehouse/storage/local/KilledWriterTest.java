package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.lakehouse.ForkedJvm;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KilledWriterTest {
    private static final int BYTES = 300_000;

    @TempDir
    Path home;

    @Test
    void aKilledWriterLeavesWholeFilesOrNone() throws Exception {
        Random random = new Random(7);
        LocalStorage storage = new LocalStorage(home);
        int seen = 0;
        for (int round = 0; round < 4; round++) {
            Process writer = ForkedJvm.start(Writer.class, home.toString(), Integer.toString(round));
            assertThat(writer.getInputStream().read())
                    .as("the writer has begun")
                    .isEqualTo('.');
            Thread.sleep(random.nextInt(150));
            writer.destroyForcibly().waitFor();

            List<StoredFile> files = storage.list(new StoragePath("ops"));
            assertThat(files).allSatisfy(file -> assertThat(file.bytes()).isEqualTo(BYTES));
            assertThat(files).hasSizeGreaterThan(seen);
            seen = files.size();
        }
    }

    /** Writes files as fast as it can until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            byte[] content = new byte[BYTES];
            Arrays.fill(content, (byte) 'x');
            for (int file = 0; ; file++) {
                AtomicFiles.createIfAbsent(Path.of(arguments[0], "ops", arguments[1] + "-" + file), content);
                if (file == 0) {
                    System.out.write('.');
                    System.out.flush();
                }
            }
        }
    }
}
