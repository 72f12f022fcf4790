package dev.lakehouse.table;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The log of a table in any storage (Delta protocol, "Delta Log Entries"). Of several processes that write one version exactly
 * one succeeds, for {@link Storage#createIfAbsent} sees to it, and every commit of ours holds a random mark; what it wrote is
 * seen by all from then on. Public because Delta Standalone makes it by reflection.
 */
public final class LakeLogStore extends LogStore {
    private final Storage storage;

    /** Called by Delta Standalone, by reflection. */
    public LakeLogStore(Configuration settings) {
        super(settings);
        this.storage = HadoopSettings.storage(settings);
    }

    @Override
    public CloseableIterator<String> read(Path path, Configuration settings) throws FileNotFoundException {
        byte[] content = LakeFileSystem.finding(path, () -> storage.read(HadoopSettings.path(path)));
        return new Lines(new String(content, StandardCharsets.UTF_8).lines().iterator());
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration settings)
            throws FileAlreadyExistsException {
        StoragePath file = HadoopSettings.path(path);
        Iterable<String> lines = () -> actions;
        byte[] content = StreamSupport.stream(lines.spliterator(), false)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        if (overwrite) {
            storage.replace(file, content);
        } else if (!storage.createIfAbsent(file, content)) {
            throw new FileAlreadyExistsException(file.value());
        }
    }

    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration settings) throws FileNotFoundException {
        StoragePath first = HadoopSettings.path(path);
        List<FileStatus> found = storage.listFrom(first).stream()
                .filter(file -> isLogFile(file.path().fileName()))
                .map(LakeFileSystem::describe)
                .toList();
        if (found.isEmpty() && storage.listFrom(first.folder().resolve("0")).isEmpty()) {
            throw new FileNotFoundException(storage.uri(first.folder()).toString());
        }
        return found.iterator();
    }

    @Override
    public Path resolvePathOnPhysicalStorage(Path path, Configuration settings) {
        return path;
    }

    /** True, so that Standalone writes checkpoints under another name and renames them: see {@link LakeFileSystem}. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration settings) {
        return true;
    }

    private static boolean isLogFile(String name) {
        return Character.isDigit(name.charAt(0)) || name.startsWith("_");
    }

    private record Lines(Iterator<String> lines) implements CloseableIterator<String> {
        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public String next() {
            return lines.next();
        }

        @Override
        public void close() {}
    }
}
