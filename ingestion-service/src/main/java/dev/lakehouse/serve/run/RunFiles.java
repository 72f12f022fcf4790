package dev.lakehouse.serve.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/**
 * The records of runs in the lake: {@code ops/runs/<id>/} holds {@code queued.json}, {@code running.json}, {@code ended.json}
 * and {@code cancel.json}, as far as it came to that, and {@code ops/run-keys/<hash>.json} the run that an idempotency key
 * stands for. A file is created once and never changed, so of several services exactly one starts a run, and exactly one
 * says how it ended.
 */
final class RunFiles {
    static final String QUEUED = "queued.json";
    static final String RUNNING = "running.json";
    static final String ENDED = "ended.json";
    static final String CANCEL = "cancel.json";

    private static final StoragePath RUNS = new StoragePath("ops/runs");
    private static final StoragePath KEYS = new StoragePath("ops/run-keys");

    private final Storage storage;

    RunFiles(Storage storage) {
        this.storage = storage;
    }

    /** Every run by its id, and the files that there are of it. */
    NavigableMap<String, Set<String>> list() {
        TreeMap<String, Set<String>> runs = new TreeMap<>();
        int prefix = RUNS.value().length() + 1;
        for (StoredFile file : storage.list(RUNS)) {
            String path = file.path().value().substring(prefix);
            String id = path.substring(0, Math.max(0, path.indexOf('/')));
            if (RunId.isLegal(id)) {
                runs.computeIfAbsent(id, run -> new HashSet<>()).add(file.path().fileName());
            }
        }
        return runs;
    }

    boolean createQueued(Run run) {
        return create(run.id(), QUEUED, RunJson.queued(run));
    }

    /** False where another service has started it. */
    boolean createRunning(Run run) {
        return create(run.id(), RUNNING, RunJson.started(run));
    }

    /** False where its end is known already. */
    boolean createEnded(Run run) {
        return create(run.id(), ENDED, RunJson.ended(run.ending().orElseThrow()));
    }

    /** Leaves word for the service that has the run. */
    void askToCancel(String id) {
        create(id, CANCEL, Json.object());
    }

    boolean isToBeCancelled(String id) {
        return storage.find(file(id, CANCEL)).isPresent();
    }

    Optional<Run> read(String id) {
        if (!RunId.isLegal(id)) {
            return Optional.empty();
        }
        return json(file(id, QUEUED), RunJson::readQueued).map(queued -> {
            Run run = json(file(id, RUNNING), json -> RunJson.readStarted(queued, json))
                    .orElse(queued);
            return json(file(id, ENDED), json -> RunJson.readEnded(run, json)).orElse(run);
        });
    }

    /** Makes the run the one that its key stands for; false where there is one already. */
    boolean claimKey(Run run) {
        return storage.createIfAbsent(keyFile(run.idempotencyKey().orElseThrow()), Json.bytes(RunJson.queued(run)));
    }

    /** The run that a key stands for, as it was when it was asked for. */
    Optional<Run> keyHolder(String key) {
        return json(keyFile(key), RunJson::readQueued);
    }

    /** Forgets a run, its key first: a key without a run would be taken for one whose service died early. */
    void delete(Run run) {
        run.idempotencyKey().ifPresent(key -> storage.delete(keyFile(key)));
        for (String name : new String[] {QUEUED, RUNNING, CANCEL, ENDED}) {
            storage.delete(file(run.id(), name));
        }
    }

    private boolean create(String id, String name, JsonNode content) {
        return storage.createIfAbsent(file(id, name), Json.bytes(content));
    }

    private <T> Optional<T> json(StoragePath path, Part<T> part) {
        if (storage.find(path).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(part.read(Json.read(storage.read(path))));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "RUN_RECORD_BROKEN",
                    "The record of a run cannot be read",
                    path + " is damaged",
                    "delete that file; tables are not affected",
                    e);
        }
    }

    /** Makes something of a record. */
    private interface Part<T> {
        T read(JsonNode json);
    }

    private static StoragePath file(String id, String name) {
        return RUNS.resolve(id).resolve(name);
    }

    /** Keys are anybody's text; hashes are names of files everywhere. */
    private static StoragePath keyFile(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return KEYS.resolve(HexFormat.of().formatHex(hash) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
