package dev.lakehouse.journey;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** A storage at which the process "dies" before or after one of its steps: from then on nothing works any more. */
class CrashingStorage implements Storage {
    /** What nobody may catch and make up for. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String step) {
            super(step);
        }
    }

    private final Storage storage;
    private final int crashAt;
    private int steps;
    private boolean dead;

    /** @param crashAt the step, from 0; never where there are fewer */
    CrashingStorage(Storage storage, int crashAt) {
        this.storage = storage;
        this.crashAt = crashAt;
    }

    @Override
    public boolean createIfAbsent(StoragePath file, byte[] content) {
        step("before creating " + file);
        boolean created = storage.createIfAbsent(file, content);
        step("after creating " + file);
        return created;
    }

    @Override
    public void publish(StoragePath folder, String fileName) {
        step("before publishing " + folder + "/" + fileName);
        storage.publish(folder, fileName);
        step("after publishing " + folder + "/" + fileName);
    }

    @Override
    public Path outputFolder(StoragePath folder) {
        step("before the output folder " + folder);
        return storage.outputFolder(folder);
    }

    @Override
    public void delete(StoragePath file) {
        step("before deleting " + file);
        storage.delete(file);
        step("after deleting " + file);
    }

    @Override
    public List<StoredFile> list(StoragePath folder) {
        step("at listing " + folder);
        return storage.list(folder);
    }

    @Override
    public List<String> folders(StoragePath folder) {
        return storage.folders(folder);
    }

    @Override
    public Optional<StoredFile> find(StoragePath file) {
        step("at finding " + file);
        return storage.find(file);
    }

    @Override
    public byte[] read(StoragePath file) {
        return storage.read(file);
    }

    @Override
    public Path localFile(StoragePath file) {
        return storage.localFile(file);
    }

    @Override
    public URI uri(StoragePath path) {
        return storage.uri(path);
    }

    void step(String name) {
        if (dead || steps++ == crashAt) {
            dead = true;
            throw new Crash(name);
        }
    }
}
