package dev.lakehouse.serve.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.ForkedJvm;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTest {
    @TempDir
    Path folder;

    private LocalStorage storage;
    private Heartbeat self;

    @BeforeEach
    void setUp() {
        storage = new LocalStorage(folder);
        self = new Heartbeat(storage, "self");
        self.beat();
    }

    @Test
    void whoBeatsLivesAndWhoEndedOrNeverWasIsGone() {
        Heartbeat other = new Heartbeat(storage, "other");
        assertThat(self.isGone("other")).isTrue();
        other.beat();
        other.beat();
        assertThat(self.isGone("other")).isFalse();
        assertThat(storage.list(new StoragePath("ops/services/other"))).hasSize(1);

        other.end();

        assertThat(self.isGone("other")).isTrue();
        assertThat(self.isGone("self")).isFalse();
    }

    @Test
    void whoeverIsSilentForLongIsGoneByTheTimesOfTheStore() throws Exception {
        Path beat = beatOf("far", "another-host", 1, Instant.EPOCH);
        assertThat(self.isGone("far")).isFalse();

        Files.setLastModifiedTime(
                beat, FileTime.from(Instant.now().minus(Heartbeat.SILENCE).minusSeconds(5)));

        assertThat(self.isGone("far")).isTrue();
    }

    @Test
    void aProcessOfThisMachineThatDiedIsGoneAtOnce() throws Exception {
        Process process = ForkedJvm.start(Beating.class, folder.toString());
        assertThat(process.getInputStream().read()).isNotNegative();
        assertThat(self.isGone("forked")).isFalse();

        process.destroyForcibly().waitFor();

        assertThat(self.isGone("forked")).isTrue();
    }

    @Test
    void aProcessThatWasGivenTheNumberOfADeadOneIsAnother() throws Exception {
        Place here = Place.current();
        beatOf("before", here.host(), here.pid(), here.started().minusSeconds(100));

        assertThat(self.isGone("before")).isTrue();
    }

    private Path beatOf(String name, String host, long pid, Instant started) throws Exception {
        Path beat = Files.createDirectories(folder.resolve("ops/services").resolve(name))
                .resolve("1.json");
        return Files.write(beat, List.of(new Place(host, pid, started).json().toString()));
    }

    /** Beats once and waits to be killed. */
    static final class Beating {
        private Beating() {}

        public static void main(String[] arguments) throws InterruptedException {
            new Heartbeat(new LocalStorage(Path.of(arguments[0])), "forked").beat();
            System.out.println("beaten");
            System.out.flush();
            TimeUnit.MINUTES.sleep(5);
        }
    }
}
