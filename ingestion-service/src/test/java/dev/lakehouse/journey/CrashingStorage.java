package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.storage.ForwardingStorage;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** A storage at which the process "dies" before or after one of its steps: from then on nothing works any more. */
class CrashingStorage extends ForwardingStorage {
    /** What nobody may catch and make up for. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String step) {
            super(step);
        }
    }

    private final int crashAt;
    private int steps;
    private boolean dead;

    /** @param crashAt the step, from 0; never where there are fewer */
    CrashingStorage(Storage storage, int crashAt) {
        super(storage);
        this.crashAt = crashAt;
    }

    @Override
    public boolean createIfAbsent(StoragePath file, byte[] content) {
        step("before creating " + file);
        boolean created = super.createIfAbsent(file, content);
        step("after creating " + file);
        return created;
    }

    @Override
    public void publish(StoragePath folder, List<String> fileNames) {
        step("before publishing into " + folder);
        for (String name : fileNames) {
            super.publish(folder, List.of(name));
            step("after publishing " + folder + "/" + name);
        }
    }

    @Override
    public Path outputFolder(StoragePath folder) {
        step("before the output folder " + folder);
        return super.outputFolder(folder);
    }

    @Override
    public void delete(StoragePath file) {
        step("before deleting " + file);
        super.delete(file);
        step("after deleting " + file);
    }

    @Override
    public List<StoredFile> list(StoragePath folder) {
        step("at listing " + folder);
        return super.list(folder);
    }

    @Override
    public Optional<StoredFile> find(StoragePath file) {
        step("at finding " + file);
        return super.find(file);
    }

    void step(String name) {
        if (dead || steps++ == crashAt) {
            dead = true;
            throw new Crash(name);
        }
    }
}
