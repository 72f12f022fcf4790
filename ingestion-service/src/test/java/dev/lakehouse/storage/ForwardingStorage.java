package dev.lakehouse.storage;

import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands everything on to another storage; tests override what they disturb. */
public class ForwardingStorage implements Storage {
    private final Storage storage;

    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public List<StoredFile> list(StoragePath folder) {
        return storage.list(folder);
    }

    @Override
    public List<StoragePath> brokenLinks(StoragePath folder) {
        return storage.brokenLinks(folder);
    }

    @Override
    public List<StoredFile> listFrom(StoragePath first) {
        return storage.listFrom(first);
    }

    @Override
    public List<String> folders(StoragePath folder) {
        return storage.folders(folder);
    }

    @Override
    public Optional<StoredFile> find(StoragePath file) {
        return storage.find(file);
    }

    @Override
    public byte[] read(StoragePath file) {
        return storage.read(file);
    }

    @Override
    public SeekableByteChannel open(StoragePath file) {
        return storage.open(file);
    }

    @Override
    public boolean createIfAbsent(StoragePath file, byte[] content) {
        return storage.createIfAbsent(file, content);
    }

    @Override
    public boolean createIfAbsent(StoragePath file, Path content) {
        return storage.createIfAbsent(file, content);
    }

    @Override
    public void replace(StoragePath file, byte[] content) {
        storage.replace(file, content);
    }

    @Override
    public void delete(StoragePath file) {
        storage.delete(file);
    }

    @Override
    public Path localFile(StoragePath file) {
        return storage.localFile(file);
    }

    @Override
    public List<Path> localFiles(List<StoragePath> files) {
        return storage.localFiles(files);
    }

    @Override
    public Path localFile(StoredFile file) {
        return storage.localFile(file);
    }

    @Override
    public void prefetch(List<StoredFile> files) {
        storage.prefetch(files);
    }

    @Override
    public void endPrefetch() {
        storage.endPrefetch();
    }

    @Override
    public Path outputFolder(StoragePath folder) {
        return storage.outputFolder(folder);
    }

    @Override
    public Path scratchFolder() {
        return storage.scratchFolder();
    }

    @Override
    public Consumer<String> publishAhead(StoragePath folder) {
        return storage.publishAhead(folder);
    }

    @Override
    public void publish(StoragePath folder, List<String> fileNames) {
        storage.publish(folder, fileNames);
    }

    @Override
    public void release() {
        storage.release();
    }

    @Override
    public URI uri(StoragePath path) {
        return storage.uri(path);
    }

    @Override
    public void close() {
        storage.close();
    }
}
