package dev.lakehouse.storage.local;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.lakehouse.storage.HiddenNames;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/**
 * A lake in a folder of this machine. The folder need not exist: the first file that is written creates it.
 *
 * <p>Listings leave out files and folders whose names start with a point or end as unfinished copies do ({@code .tmp},
 * {@code .part}, {@code .partial}, {@code .filepart}, {@code .crdownload}, {@code ._COPYING_}); they follow symbolic links.
 * A fingerprint is the size in bytes and the modification time in nanoseconds.
 */
public final class LocalStorage implements Storage {
    /** Beside what the engine spills: what a process that was killed leaves of either goes with the next one's start. */
    private static final String SCRATCH = "ops/scratch";

    private final Path home;
    private final ThreadScratch scratch;

    /** A lake in {@code home}; nothing is read or written yet. */
    public LocalStorage(Path home) {
        this.home = home.toAbsolutePath().normalize();
        this.scratch = new ThreadScratch(this.home.resolve(SCRATCH));
    }

    @Override
    public List<StoredFile> list(StoragePath folder) {
        return walk(folder).sorted();
    }

    @Override
    public List<StoragePath> brokenLinks(StoragePath folder) {
        return walk(folder).brokenLinks();
    }

    private Listing walk(StoragePath folder) {
        Path start = localFile(folder);
        Listing listing = new Listing(home, start);
        try {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
            return listing;
        } catch (IOException e) {
            throw LocalFailures.of("list", start, e);
        }
    }

    @Override
    public List<StoredFile> listFrom(StoragePath first) {
        StoragePath folder = first.folder();
        List<StoredFile> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(localFile(folder))) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (name.compareTo(first.fileName()) >= 0 && !HiddenNames.isHidden(name)) {
                    // One that was removed between the two looks is not there.
                    find(folder.resolve(name)).ifPresent(found::add);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw LocalFailures.of("list", localFile(folder), e.getCause());
        } catch (IOException e) {
            throw LocalFailures.of("list", localFile(folder), e);
        }
        found.sort(Comparator.comparing(StoredFile::path));
        return List.copyOf(found);
    }

    @Override
    public List<String> folders(StoragePath folder) {
        Path start = localFile(folder);
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(start, Files::isDirectory)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (!HiddenNames.isHidden(name)) {
                    names.add(name);
                }
            }
            return List.copyOf(names);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw LocalFailures.of("list", start, e.getCause());
        } catch (IOException e) {
            throw LocalFailures.of("list", start, e);
        }
    }

    @Override
    public Optional<StoredFile> find(StoragePath file) {
        Path path = localFile(file);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(attributes)
                    .filter(BasicFileAttributes::isRegularFile)
                    .map(known -> Listing.describe(file, known));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LocalFailures.of("read", path, e);
        }
    }

    @Override
    public byte[] read(StoragePath file) {
        Path path = localFile(file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw LocalFailures.of("read", path, e);
        }
    }

    @Override
    public SeekableByteChannel open(StoragePath file) {
        Path path = localFile(file);
        try {
            return Files.newByteChannel(path);
        } catch (IOException e) {
            throw LocalFailures.of("read", path, e);
        }
    }

    @Override
    public boolean createIfAbsent(StoragePath file, byte[] content) {
        Path path = localFile(file);
        try {
            return AtomicFiles.createIfAbsent(path, content);
        } catch (IOException e) {
            throw LocalFailures.of("write", path, e);
        }
    }

    @Override
    public boolean createIfAbsent(StoragePath file, Path content) {
        Path path = localFile(file);
        try {
            return AtomicFiles.createIfAbsent(path, content);
        } catch (IOException e) {
            throw LocalFailures.of("write", path, e);
        }
    }

    @Override
    public void replace(StoragePath file, byte[] content) {
        Path path = localFile(file);
        try {
            AtomicFiles.replace(path, content);
        } catch (IOException e) {
            throw LocalFailures.of("write", path, e);
        }
    }

    @Override
    public void delete(StoragePath file) {
        Path path = localFile(file);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw LocalFailures.of("delete", path, e);
        }
    }

    @Override
    public Path localFile(StoragePath file) {
        try {
            return home.resolve(file.value());
        } catch (InvalidPathException e) {
            throw LocalFailures.unreadableName(file.value(), e);
        }
    }

    @Override
    public List<Path> localFiles(List<StoragePath> files) {
        return files.stream().map(this::localFile).toList();
    }

    @Override
    public Path localFile(StoredFile file) {
        return localFile(file.path());
    }

    @Override
    public void prefetch(List<StoredFile> files) {}

    @Override
    public void endPrefetch() {}

    /** The folder itself, for no reader looks at a file before a log names it. */
    @Override
    public Path outputFolder(StoragePath folder) {
        Path path = localFile(folder);
        try {
            AtomicFiles.createFolders(path);
            return path;
        } catch (IOException e) {
            throw LocalFailures.of("create", path, e);
        }
    }

    @Override
    public void publish(StoragePath folder, List<String> fileNames) {
        for (String name : fileNames) {
            Path path = localFile(folder.resolve(name));
            try {
                AtomicFiles.publish(path);
            } catch (IOException e) {
                throw LocalFailures.of("write", path, e);
            }
        }
    }

    @Override
    public Path scratchFolder() {
        try {
            return scratch.folder();
        } catch (IOException e) {
            throw LocalFailures.of("create", home.resolve(SCRATCH), e);
        }
    }

    @Override
    public void release() {
        scratch.release();
    }

    @Override
    public void close() {
        scratch.close();
    }

    /** {@code file:///home/me/lake/...}, without a look at the disk. */
    @Override
    public URI uri(StoragePath path) {
        try {
            return new URI("file", "", localFile(path).toString(), null);
        } catch (URISyntaxException e) {
            throw LocalFailures.unreadableName(path.value(), e);
        }
    }
}
