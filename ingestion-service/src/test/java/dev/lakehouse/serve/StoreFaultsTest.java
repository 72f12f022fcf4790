package dev.lakehouse.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.ForwardingStorage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A store that fails once while a run's record is kept: the run has an end all the same, and the record says which. */
@Tag("one-jdk")
class StoreFaultsTest {
    /** Two beats of the service, and some time for a slow machine. */
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "find, cancel.json, succeeded",
        "create, running.json, succeeded",
        "created, running.json, interrupted",
        "create, ended.json, succeeded",
        "created, ended.json, succeeded",
    })
    void aRunEndsThoughTheStoreFailedOnce(String where, String file, String end) throws Exception {
        Workplace place = new Workplace(folder).landOrders();
        FailsOnce storage = new FailsOnce(new LocalStorage(place.home()), where, file);
        try (Workplace.Running service = place.start(storage)) {
            String id = service.client().start("{\"pipeline\":\"shop\"}");

            JsonNode run = service.client().ended(id);

            assertThat(run.path("state").asText()).as(run.toString()).isEqualTo(end);
            Path record = place.home().resolve("ops/runs").resolve(id).resolve("ended.json");
            long latest = System.nanoTime() + SOON.toNanos();
            while (!Files.exists(record) && System.nanoTime() < latest) {
                Thread.sleep(200);
            }
            assertThat(record).content().contains("\"" + end + "\"");
            // The next run is not held up by what became of this one.
            assertThat(service.client()
                            .run("{\"pipeline\":\"shop\"}")
                            .path("state")
                            .asText())
                    .isEqualTo("succeeded");
            assertThat(storage.failures).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"id\":\"x\"}"})
    void aDamagedRecordKeepsNeitherTheServiceNorOtherRunsFromTheirWork(String record) throws Exception {
        Workplace place = new Workplace(folder).landOrders();
        Path damaged = Files.createDirectories(place.home().resolve("ops/runs/20240131-120000123-9f3a1c2b"));
        Files.writeString(damaged.resolve("queued.json"), record);
        try (Workplace.Running service = place.start()) {
            assertThat(service.client()
                            .run("{\"pipeline\":\"shop\"}")
                            .path("state")
                            .asText())
                    .isEqualTo("succeeded");
            assertThat(service.client().get("/api/v1/runs").json()).hasSize(1);
        }
    }

    @Test
    void runsOfLongAgoAreForgottenAndNoneIsReadBeforeTheServiceStarts() throws Exception {
        Workplace place = new Workplace(folder);
        Path runs = place.home().resolve("ops/runs");
        for (int i = 0; i < 1_010; i++) {
            Path run = Files.createDirectories(runs.resolve(String.format("20200101-120000000-%08x", i)));
            Files.writeString(run.resolve("queued.json"), """
                    {"id":"%s","pipeline":"shop","created_at":"2020-01-01T12:00:00Z","service":"gone","full_refresh":false}
                    """.formatted(run.getFileName()));
            Files.writeString(run.resolve("ended.json"), """
                    {"state":"succeeded","ended_at":"2020-01-01T12:00:01Z","nothing_new":true,"tables":[]}
                    """);
        }
        AtomicInteger requests = new AtomicInteger();
        ForwardingStorage counting = new ForwardingStorage(new LocalStorage(place.home())) {
            @Override
            public byte[] read(StoragePath file) {
                requests.incrementAndGet();
                return super.read(file);
            }
        };
        try (Workplace.Running service = place.start(counting)) {
            assertThat(requests).hasValueLessThan(20);

            long latest = System.nanoTime() + SOON.toNanos();
            while (Files.exists(runs.resolve("20200101-120000000-00000009").resolve("queued.json"))
                    && System.nanoTime() < latest) {
                Thread.sleep(200);
            }

            assertThat(service.client().get("/api/v1/runs?limit=1000").json()).hasSize(1_000);
            assertThat(service.client()
                            .get("/api/v1/runs/20200101-120000000-0000000a")
                            .status())
                    .isEqualTo(200);
            assertThat(service.client()
                            .get("/api/v1/runs/20200101-120000000-00000009")
                            .status())
                    .isEqualTo(404);
        }
    }

    /** Fails the first time that a record is looked for, or is created, before or after it is there. */
    private static final class FailsOnce extends ForwardingStorage {
        final AtomicInteger failures = new AtomicInteger();
        private final String where;
        private final String file;

        FailsOnce(LocalStorage storage, String where, String file) {
            super(storage);
            this.where = where;
            this.file = file;
        }

        @Override
        public Optional<StoredFile> find(StoragePath path) {
            failAt("find", path);
            return super.find(path);
        }

        @Override
        public boolean createIfAbsent(StoragePath path, byte[] content) {
            failAt("create", path);
            boolean created = super.createIfAbsent(path, content);
            failAt("created", path);
            return created;
        }

        private void failAt(String here, StoragePath path) {
            if (here.equals(where)
                    && path.value().startsWith("ops/runs/")
                    && path.fileName().equals(file)
                    && failures.compareAndSet(0, 1)) {
                throw new LakehouseException(
                        FailureKind.EXTERNAL,
                        "STORAGE_UNREACHABLE",
                        "The store cannot be reached",
                        "a test says so",
                        "try again");
            }
        }
    }
}
