package dev.lakehouse.serve.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/**
 * Tells the services of one lake from one another, and those that live from those that are gone. Each keeps one file in
 * {@code ops/services/<name>/}, which it replaces at every beat. Ages are differences between times that the store itself
 * gave to files, so clocks of machines do not matter. A service that stops takes its file along.
 */
final class Heartbeat {
    /** Between two beats. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    /** A service whose last beat is so much older than ours is gone. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    private static final StoragePath SERVICES = new StoragePath("ops/services");

    private final Storage storage;
    private final String self;
    private final Place place = Place.current();
    private long beats;
    private Optional<Instant> lastBeat = Optional.empty();

    /** @param self a name that no other process ever has */
    Heartbeat(Storage storage, String self) {
        this.storage = storage;
        this.self = self;
    }

    synchronized void beat() {
        StoragePath before = file(beats);
        beats++;
        storage.createIfAbsent(file(beats), Json.bytes(place.json()));
        lastBeat = storage.find(file(beats)).map(StoredFile::modified);
        storage.delete(before);
    }

    /** Says that this service is going, and has nothing left to do. */
    synchronized void end() {
        storage.delete(file(beats));
    }

    /** Whether the service of that name is gone, and with it whatever it was doing. */
    synchronized boolean isGone(String service) {
        if (service.equals(self)) {
            return false;
        }
        List<StoredFile> files = storage.list(SERVICES.resolve(service));
        Optional<StoredFile> newest = files.stream().max(Comparator.comparing(StoredFile::modified));
        return newest.map(this::isOfOneThatIsGone).orElse(true);
    }

    private boolean isOfOneThatIsGone(StoredFile beat) {
        boolean silent = lastBeat.map(
                        now -> Duration.between(beat.modified(), now).compareTo(SILENCE) > 0)
                .orElse(false);
        return silent
                || placeOf(beat).map(it -> it.isSurelyDeserted(place.host())).orElse(false);
    }

    /** Empty where the beat was replaced meanwhile: then its service lives. */
    private Optional<Place> placeOf(StoredFile beat) {
        if (storage.find(beat.path()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Place.of(Json.read(storage.read(beat.path()))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private StoragePath file(long beat) {
        return SERVICES.resolve(self).resolve(beat + ".json");
    }
}
