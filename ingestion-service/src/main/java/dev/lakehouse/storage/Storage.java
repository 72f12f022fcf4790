package dev.lakehouse.storage;

import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a lake lives. Every method throws a {@link dev.lakehouse.failure.LakehouseException} of kind external when the store
 * fails, with the path in it. Safe for use by several threads.
 *
 * <p>Files that an engine reads or writes are files of this machine. Those of a store elsewhere are copies; they stay where they
 * were handed out until the same thread {@linkplain #release releases} what it was given.
 */
public interface Storage extends AutoCloseable {
    /** What methods that read a file fail with where there is none. */
    String FILE_NOT_FOUND = "FILE_NOT_FOUND";

    /** What {@link #createIfAbsent} fails with where nobody can say whether the file was created, or still will be. */
    String OUTCOME_UNKNOWN = "STORAGE_OUTCOME_UNKNOWN";

    /** All files below a folder, at any depth, in the order of their paths; none where there is no such folder. */
    List<StoredFile> list(StoragePath folder);

    /** The files directly in the folder of {@code first} whose names are not before its name, in order. */
    List<StoredFile> listFrom(StoragePath first);

    /** Links below a folder that lead to no file, which {@link #list} leaves out; most stores have none. */
    default List<StoragePath> brokenLinks(StoragePath folder) {
        return List.of();
    }

    /** The names of the folders directly in a folder, in order; none where there is no such folder. */
    List<String> folders(StoragePath folder);

    /** The file at a path, if there is one. */
    Optional<StoredFile> find(StoragePath file);

    /** A small file's content. */
    byte[] read(StoragePath file);

    /** A file that never changes, to be read from any place in it. */
    SeekableByteChannel open(StoragePath file);

    /**
     * Creates a small file whole and durably, or not at all.
     *
     * <p>Where a request is repeated because its answer was lost, a writer is told by the file's content whether it was the one.
     * So contents must differ between writers for which it matters who wins, for example by a random mark in them.
     *
     * @return false where a file with another content was there already: of several writers, on several machines, exactly one
     *     gets true. Of those who write the same bytes, several may.
     */
    boolean createIfAbsent(StoragePath file, byte[] content);

    /**
     * Creates a file of any size, whole and durably, as a copy of a file in this thread's {@link #scratchFolder}, which may be gone
     * afterwards. The names of such files say what is in them: two who write one of them write the same.
     *
     * @return false where there is one already
     */
    boolean createIfAbsent(StoragePath file, Path content);

    /** Writes a small file, whole and durably, in place of the one that may be there. */
    void replace(StoragePath file, byte[] content);

    /** Deletes a file; one that is not there is no error. */
    void delete(StoragePath file);

    /** A data file, which never changes once it is there, as a file of this machine. */
    Path localFile(StoragePath file);

    /** Data files as files of this machine, in their order; brought here at once where they have to be. */
    List<Path> localFiles(List<StoragePath> files);

    /**
     * A landing file as a file of this machine, just as it was when it was found.
     *
     * @throws dev.lakehouse.failure.LakehouseException {@code FILE_CHANGED}, of kind external, where a store that has to bring
     *     it here holds another content by now
     */
    Path localFile(StoredFile file);

    /** Landing files that will soon be asked for: a store elsewhere starts to bring them here, and does not wait. */
    void prefetch(List<StoredFile> files);

    /** This thread will not ask for what it had brought ahead and did not ask for yet: copies may go. */
    void endPrefetch();

    /** An empty folder of this machine, or the folder itself, in which an engine writes files meant for {@code folder}. */
    Path outputFolder(StoragePath folder);

    /**
     * Takes the names of files in this thread's {@link #outputFolder} that are complete, from any thread, and does not wait: a store
     * elsewhere begins to take them in. They still have to be {@linkplain #publish published}; what is not, goes with
     * {@link #release}. One that has been given may be gone from the folder.
     */
    default Consumer<String> publishAhead(StoragePath folder) {
        return name -> {};
    }

    /** A folder of this machine in which this thread may write whatever it needs until it {@linkplain #release releases} it. */
    Path scratchFolder();

    /** Makes files that this thread had written into {@link #outputFolder} durable files of {@code folder}. */
    void publish(StoragePath folder, List<String> fileNames);

    /** This thread is done with the local files and folders that it was given: copies may go, and what is in scratch folders goes. */
    void release();

    /** How other programs name a path: {@code file:///lake/silver/pedidos}, {@code s3://silver/pedidos}. */
    URI uri(StoragePath path);

    @Override
    void close();
}
