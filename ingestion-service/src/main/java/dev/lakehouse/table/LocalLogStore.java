package dev.lakehouse.table;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.lakehouse.storage.local.AtomicFiles;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The log of a table in a folder of this machine (Delta protocol, "Delta Log Entries"). Of several processes that write one
 * version exactly one succeeds; what it wrote is seen by all from then on; and a write that failed was not made, or can be
 * seen by a look at the log.
 */
public final class LocalLogStore extends LogStore {
    /** Called by Delta Standalone, by reflection. */
    public LocalLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
        try {
            return new Lines(Files.newBufferedReader(DurableFileSystem.local(path), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw missing(path, e);
        }
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        Iterable<String> lines = () -> actions;
        byte[] content = StreamSupport.stream(lines.spliterator(), false)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
        if (overwrite) {
            AtomicFiles.replace(DurableFileSystem.local(path), content);
        } else if (!AtomicFiles.createIfAbsent(DurableFileSystem.local(path), content)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        Path folder = path.getParent();
        List<FileStatus> found = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> children = Files.newDirectoryStream(DurableFileSystem.local(folder))) {
            for (java.nio.file.Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (isLogFile(name) && name.compareTo(path.getName()) >= 0) {
                    describe(new Path(folder, name), child, found);
                }
            }
        } catch (NoSuchFileException e) {
            throw missing(path, e);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort((one, other) ->
                one.getPath().getName().compareTo(other.getPath().getName()));
        return found.iterator();
    }

    @Override
    public Path resolvePathOnPhysicalStorage(Path path, Configuration configuration) {
        return path;
    }

    /** True, so that Standalone writes checkpoints under another name and renames them. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return true;
    }

    private static boolean isLogFile(String name) {
        return Character.isDigit(name.charAt(0)) || name.startsWith("_");
    }

    private static void describe(Path path, java.nio.file.Path file, List<FileStatus> found) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().toMillis();
            found.add(new FileStatus(attributes.size(), attributes.isDirectory(), 1, 0, modified, path));
        } catch (NoSuchFileException e) {
            // Log clean-up removed it between the two looks: it is not there.
        }
    }

    private static FileNotFoundException missing(Path path, NoSuchFileException cause) {
        FileNotFoundException e = new FileNotFoundException("No such file or directory: " + path);
        e.initCause(cause);
        return e;
    }

    private static final class Lines implements CloseableIterator<String> {
        private final BufferedReader reader;
        private String next;

        Lines(BufferedReader reader) throws IOException {
            this.reader = reader;
            this.next = reader.readLine();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            String line = next;
            try {
                next = reader.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
