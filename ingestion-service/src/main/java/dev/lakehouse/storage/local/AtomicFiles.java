package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that appear whole and stay, or do not appear: their bytes are written and forced to disk under a hidden name in the
 * same folder, which is then linked or renamed to the real one. A process that is killed leaves at most a hidden file.
 */
final class AtomicFiles {
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private AtomicFiles() {}

    /**
     * Creates a file that nobody created before.
     *
     * <p>A hard link does it, for that alone fails in one step where the name is taken. Creating the file under its own name
     * and filling it afterwards would let others read half of it, and a crash would leave it so for ever; therefore file
     * systems without hard links are refused.
     *
     * @return false where the file was there already
     * @throws NoHardLinksException where the file system has no hard links
     */
    static boolean createIfAbsent(Path file, byte[] content) throws IOException {
        return createIfAbsent(file, folder -> writeHidden(folder, content));
    }

    /** The same of a file that is there under another name, which it may lose, and on another disk if need be. */
    static boolean createIfAbsent(Path file, Path content) throws IOException {
        return createIfAbsent(file, folder -> {
            Path hidden = folder.resolve("." + UUID.randomUUID() + TEMPORARY_SUFFIX);
            try {
                Files.move(content, hidden);
                force(hidden);
            } catch (IOException e) {
                Files.deleteIfExists(hidden);
                throw e;
            }
            return hidden;
        });
    }

    /** Brings a file's content into its folder under a name that nobody looks at. */
    private interface Hidden {
        Path in(Path folder) throws IOException;
    }

    private static boolean createIfAbsent(Path file, Hidden content) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Path folder = folderOf(file);
        createFolders(folder);
        Path hidden = content.in(folder);
        boolean created;
        try {
            created = link(file, hidden);
        } finally {
            Files.deleteIfExists(hidden);
        }
        if (created) {
            forceFolder(folder);
        }
        return created;
    }

    /** Writes a file in place of the one that may be there; readers see the old one or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Path folder = folderOf(file);
        createFolders(folder);
        Path hidden = writeHidden(folder, content);
        try {
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
        }
        forceFolder(folder);
    }

    /** Forces a file's content and its name to disk. */
    static void publish(Path file) throws IOException {
        force(file);
        forceFolder(folderOf(file));
    }

    /** Creates a folder and those above it, durably; one that is there is no error. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folderOf(folder);
        createFolders(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        forceFolder(parent);
    }

    private static boolean link(Path file, Path hidden) throws IOException {
        try {
            Files.createLink(file, hidden);
            return true;
        } catch (FileAlreadyExistsException e) {
            // A network file system may repeat a request whose answer was lost, and then refuse its own success.
            return isSame(file, hidden);
        } catch (UnsupportedOperationException e) {
            throw new NoHardLinksException(file, e);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            if (Disk.isFull(file, e) || Disk.isReadOnly(file, e)) {
                throw e;
            }
            throw new NoHardLinksException(file, e);
        }
    }

    private static boolean isSame(Path file, Path hidden) throws IOException {
        try {
            return Files.isSameFile(file, hidden);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path writeHidden(Path folder, byte[] content) throws IOException {
        Path hidden = folder.resolve("." + UUID.randomUUID() + TEMPORARY_SUFFIX);
        try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(hidden);
            throw e;
        }
        return hidden;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return folder;
    }
}
