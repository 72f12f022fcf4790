package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A lake in a store that speaks S3, and that creates an object only where there is none ({@code If-None-Match: *}). A fingerprint
 * is the etag. Listings leave out the names that those of a local lake leave out.
 *
 * <p>Files for an engine lie below the scratch folder. Data files that were brought, or written, are kept there for later, up to
 * a limit; landing files only while they are used. A batch's own files have to have room besides: a landing file that does not fit
 * is not begun.
 */
public final class S3Storage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(S3Storage.class);

    private static final StoragePath SCRATCH = new StoragePath("ops/scratch");

    private final ObjectStore home;
    private final ObjectNames names;
    private final S3Failures failures;
    private final S3Client client;
    private final S3Objects objects;
    private final Workers workers = new Workers();

    /** For landing files, so that uploads of a batch need not wait until the next batch's files are here. */
    private final Workers landingWorkers = new Workers();

    private final Workspace workspace;
    private final Room room;
    private final DataCache cache;
    private final LocalCopies copies = new LocalCopies();
    private final Outputs outputs;

    /** A lake in {@code home}; nothing is asked of the store yet. */
    public S3Storage(ObjectStore home) {
        this.home = home;
        this.names = new ObjectNames(home);
        this.failures = new S3Failures(home);
        try {
            this.workspace = Workspace.open(home.scratch().resolve("files"));
        } catch (IOException e) {
            throw scratchFailure(e);
        }
        this.room = Room.in(home.scratch());
        this.client = S3Connection.open(home);
        this.objects = new S3Objects(client, names, failures);
        this.cache = new DataCache(home.scratch().resolve("cache").resolve(storeName()), home.cache());
        this.outputs = new Outputs(workspace);
    }

    @Override
    public List<StoredFile> list(StoragePath folder) {
        return objects.list(folder);
    }

    @Override
    public List<StoredFile> listFrom(StoragePath first) {
        return objects.listFrom(first);
    }

    @Override
    public List<String> folders(StoragePath folder) {
        return objects.folders(folder);
    }

    @Override
    public Optional<StoredFile> find(StoragePath file) {
        return objects.find(file);
    }

    @Override
    public byte[] read(StoragePath file) {
        return objects.read(file);
    }

    @Override
    public boolean createIfAbsent(StoragePath file, byte[] content) {
        return objects.createIfAbsent(file, content);
    }

    @Override
    public boolean createIfAbsent(StoragePath file, Path content) {
        return objects.createIfAbsent(file, content);
    }

    @Override
    public void replace(StoragePath file, byte[] content) {
        objects.replace(file, content);
    }

    @Override
    public void delete(StoragePath file) {
        objects.delete(file);
        try {
            cache.forget(names.of(file));
        } catch (IOException e) {
            throw scratchFailure(e);
        }
    }

    @Override
    public SeekableByteChannel open(StoragePath file) {
        return working(
                "read",
                names.of(file),
                () -> Files.newByteChannel(
                        bringNamedAlike(file), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
    }

    @Override
    public Path localFile(StoragePath file) {
        ObjectName object = names.of(file);
        return working(
                "read", object, () -> copies.take(new LocalCopies.Key(object, ""), workers::file, () -> bring(file)));
    }

    @Override
    public List<Path> localFiles(List<StoragePath> files) {
        for (StoragePath file : files) {
            copies.reserve(new LocalCopies.Key(names.of(file), ""), workers::file, () -> bring(file));
        }
        return files.stream().map(this::localFile).toList();
    }

    @Override
    public Path localFile(StoredFile file) {
        ObjectName object = names.of(file.path());
        return working("read", object, () -> copies.take(landed(file), landingWorkers::file, () -> bring(file)));
    }

    @Override
    public void prefetch(List<StoredFile> files) {
        for (StoredFile file : files) {
            copies.begin(landed(file), landingWorkers::file, () -> bring(file));
        }
    }

    @Override
    public void endPrefetch() {
        copies.endBringing();
    }

    @Override
    public Path outputFolder(StoragePath folder) {
        return output(folder).folder();
    }

    /** Nothing of it is ever published. */
    @Override
    public Path scratchFolder() {
        return output(SCRATCH).folder();
    }

    @Override
    public Consumer<String> publishAhead(StoragePath folder) {
        Output output = output(folder);
        return name -> output.begin(
                name,
                workers::file,
                () -> upload(output, folder, name),
                file -> takeBack(List.of(folder.resolve(file))));
    }

    @Override
    public void publish(StoragePath folder, List<String> fileNames) {
        Output output = output(folder);
        List<Future<Path>> uploads = fileNames.stream()
                .map(name -> output.upload(name, workers::file, () -> upload(output, folder, name)))
                .toList();
        working("write", names.ofFolder(folder), () -> Workers.awaitAll(uploads));
    }

    @Override
    public void release() {
        copies.release();
        outputs.release(this::takeBack);
    }

    /** {@code s3://silver/pedidos} or {@code s3://bucket/prefix/silver/pedidos}. */
    @Override
    public URI uri(StoragePath path) {
        ObjectName object = names.of(path);
        try {
            return new URI("s3", object.bucket(), "/" + object.key(), null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(object.toString(), e);
        }
    }

    @Override
    public void close() {
        workers.close();
        landingWorkers.close();
        workspace.close();
        client.close();
    }

    /** A data file: no other will ever have its name. */
    private Path bring(StoragePath file) throws IOException, InterruptedException {
        return bring(names.of(file), Optional.empty(), names.of(file));
    }

    /** A file of a table's log: a lake that is emptied and filled anew has others of the same names. */
    private Path bringNamedAlike(StoragePath file) throws IOException, InterruptedException {
        ObjectName object = names.of(file);
        Optional<String> etag = objects.find(file).map(StoredFile::fingerprint);
        String version =
                etag.map(it -> "." + it.replaceAll("[^0-9A-Za-z-]", "")).orElse("");
        return bring(object, etag, new ObjectName(object.bucket(), object.key() + version));
    }

    private Path bring(ObjectName object, Optional<String> etag, ObjectName cached)
            throws IOException, InterruptedException {
        return whole(workspace.newFile(cached.key().substring(cached.key().lastIndexOf('/') + 1)), copy -> {
            if (!cache.take(cached, copy)) {
                new Download(client, workers).run(object, etag, copy);
                cache.keep(cached, copy);
            }
        });
    }

    private Path bring(StoredFile landed) throws IOException, InterruptedException {
        if (landed.bytes() == 0) {
            return Files.createFile(workspace.newFile(landed.path().fileName()));
        }
        ObjectName object = names.of(landed.path());
        try (Room.Claim claim = room.claim(object, landed.bytes())) {
            Path copy = whole(
                    workspace.newFile(landed.path().fileName()),
                    it -> new Download(client, landingWorkers, claim)
                            .run(object, Optional.of(landed.fingerprint()), it));
            // What a file is includes when it was written.
            return Files.setLastModifiedTime(copy, FileTime.from(landed.modified()));
        } catch (SdkException e) {
            if (S3Failures.isTaken(e) || S3Failures.isAbsent(e)) {
                throw new LakehouseException(
                        FailureKind.EXTERNAL,
                        "FILE_CHANGED",
                        "Cannot read " + object,
                        "it was overwritten or deleted after it had been found",
                        "run the command again",
                        e);
            }
            throw e;
        }
    }

    /** The file, once it is here; nothing of one that did not come, or not whole, is left. */
    private static Path whole(Path copy, Transfer transfer) throws IOException, InterruptedException {
        boolean here = false;
        try {
            transfer.run(copy);
            here = true;
            return copy;
        } finally {
            if (!here) {
                Workspace.delete(copy.getParent());
            }
        }
    }

    /** Writes an object's content to a file. */
    private interface Transfer {
        void run(Path file) throws IOException, InterruptedException;
    }

    private Output output(StoragePath folder) {
        return working("write", names.ofFolder(folder), () -> outputs.of(folder));
    }

    private Path upload(Output output, StoragePath folder, String name) throws IOException, InterruptedException {
        Path file = output.folder().resolve(name);
        ObjectName object = names.of(folder.resolve(name));
        new Upload(client, workers).run(file, object);
        if (!names.path(object).value().startsWith("landing/")) {
            cache.keep(object, file);
        }
        Files.delete(file);
        return file;
    }

    /** Deletes files that no log names, and none will. A store that does not answer is asked once: the caller has a failure to tell. */
    private void takeBack(List<StoragePath> files) {
        for (StoragePath file : files) {
            try {
                delete(file);
            } catch (RuntimeException e) {
                LOG.warn("files that are in no table stay in the store, {} first", uri(file), e);
                return;
            }
        }
    }

    private LocalCopies.Key landed(StoredFile file) {
        return new LocalCopies.Key(names.of(file.path()), file.fingerprint());
    }

    private <T> T working(String doing, ObjectName object, Callable<T> work) {
        try {
            return work.call();
        } catch (SdkException e) {
            throw failures.of(doing, object, e);
        } catch (IOException | UncheckedIOException e) {
            throw scratchFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "INTERRUPTED",
                    "Cannot " + doing + " " + object,
                    "this program was told to stop",
                    "run the command again",
                    e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private LakehouseException scratchFailure(Exception e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "SCRATCH_FAILED",
                "Cannot use the scratch folder " + home.scratch(),
                String.valueOf(e.getMessage()),
                "make room there and see that this user may write to it, or name another in LAKEHOUSE_SCRATCH",
                e);
    }

    private String storeName() {
        return home.endpoint().map(URI::getAuthority).orElse("aws").replace(':', '_');
    }
}
