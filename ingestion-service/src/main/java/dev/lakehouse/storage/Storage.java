package dev.lakehouse.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a lake lives. Every method throws a {@link dev.lakehouse.failure.LakehouseException} of kind external when the store
 * fails, with the path in it.
 */
public interface Storage {
    /** All files below a folder, at any depth, in the order of their paths; none where there is no such folder. */
    List<StoredFile> list(StoragePath folder);

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

    /**
     * Creates a small file whole and durably, or not at all.
     *
     * @return false where a file was there already: of several writers, on several machines, exactly one gets true
     */
    boolean createIfAbsent(StoragePath file, byte[] content);

    /** Deletes a file; one that is not there is no error. */
    void delete(StoragePath file);

    /** A landing or data file as a file of this machine, for an engine to read. */
    Path localFile(StoragePath file);

    /** A folder of this machine in which an engine writes files meant for {@code folder}; see {@link #publish}. */
    Path outputFolder(StoragePath folder);

    /** Makes a file that was written into {@link #outputFolder} a durable file of {@code folder}. */
    void publish(StoragePath folder, String fileName);

    /** How libraries that speak Hadoop's file systems name a path. */
    URI uri(StoragePath path);
}
