package dev.lakehouse.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.HiddenNames;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The file system through which Delta Standalone reads and writes checkpoints, in any storage. A file is written under a hidden
 * name on this machine, and becomes one of the lake, whole and durable, when it is renamed. Public because Hadoop makes it by
 * reflection.
 */
public final class LakeFileSystem extends FileSystem {
    private static final int BLOCK_BYTES = 64 << 20;

    private Storage storage;

    @Override
    public void initialize(URI name, Configuration settings) throws IOException {
        super.initialize(name, settings);
        setConf(settings);
        storage = HadoopSettings.storage(settings);
    }

    @Override
    public String getScheme() {
        return HadoopSettings.SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(HadoopSettings.SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferBytes) throws IOException {
        return new FSDataInputStream(new ChannelInput(finding(path, () -> storage.open(HadoopSettings.path(path)))));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferBytes,
            short replication,
            long blockBytes,
            Progressable progress)
            throws IOException {
        StoragePath file = HadoopSettings.path(path);
        if (!HiddenNames.isHidden(file.fileName())) {
            throw new IOException(path + " has to be written under a hidden name first");
        }
        return new FSDataOutputStream(new DurableOutput(staged(file)), statistics);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        StoragePath target = HadoopSettings.path(to);
        Files.move(staged(HadoopSettings.path(from)), staged(target), StandardCopyOption.ATOMIC_MOVE);
        storage.publish(target.folder(), List.of(target.fileName()));
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        StoragePath file = HadoopSettings.path(path);
        if (HiddenNames.isHidden(file.fileName())) {
            return Files.deleteIfExists(staged(file));
        }
        storage.delete(file);
        return true;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws FileNotFoundException {
        StoragePath file = HadoopSettings.path(path);
        return storage.find(file)
                .map(LakeFileSystem::describe)
                .or(() -> storage.list(file).stream()
                        .findFirst()
                        .map(any -> new FileStatus(0, true, 1, BLOCK_BYTES, 0, makeQualified(path))))
                .orElseThrow(() -> missing(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) {
        return storage.listFrom(HadoopSettings.path(path).resolve(" ")).stream()
                .map(LakeFileSystem::describe)
                .toArray(FileStatus[]::new);
    }

    /** Folders come into being with their first file. */
    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferBytes, Progressable progress) {
        throw new UnsupportedOperationException("files of a lake never grow");
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException("paths of a lake start at its home");
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(getUri());
    }

    static FileStatus describe(StoredFile file) {
        return new FileStatus(
                file.bytes(), false, 1, BLOCK_BYTES, file.modified().toEpochMilli(), HadoopSettings.path(file.path()));
    }

    private java.nio.file.Path staged(StoragePath file) {
        return storage.outputFolder(file.folder()).resolve(file.fileName());
    }

    /** Reads a file, and says in Hadoop's way that there is none. */
    static <T> T finding(Path path, Supplier<T> read) throws FileNotFoundException {
        try {
            return read.get();
        } catch (LakehouseException e) {
            if (e.code().equals(Storage.FILE_NOT_FOUND)) {
                throw missing(path);
            }
            throw e;
        }
    }

    private static FileNotFoundException missing(Path path) {
        return new FileNotFoundException("there is no file " + path);
    }
}
