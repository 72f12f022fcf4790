package dev.lakehouse.journey.sketch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

import static java.util.Objects.requireNonNull;

/** Puts a user's files where a pipeline looks for them; those that are there already stay where they are. */
final class LandFiles {
    private static final StoragePath LANDING = new StoragePath("landing");
    private static final int CHUNK = 1 << 20;

    private final Storage storage;
    private final Progress progress;

    LandFiles(Storage storage, Progress progress) {
        this.storage = requireNonNull(storage, "storage is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** The files in the lake, and the glob below landing that matches them; a copy is there as a whole or not at all. */
    Landed land(List<Path> files, String pipeline, String source) {
        URI landing = storage.uri(LANDING);
        if (landing.getScheme().equals("file")
                && files.stream().allMatch(file -> absolute(file).startsWith(Path.of(landing)))) {
            return inPlace(files, Path.of(landing));
        }
        StoragePath folder = LANDING.resolve(pipeline).resolve(source);
        List<StoragePath> landed = new ArrayList<>();
        for (Path file : files) {
            landed.add(copy(absolute(file), folder));
        }
        return new Landed(landed, pipeline + "/" + source + "/**");
    }

    /** Files in the lake, and the glob that matches them. */
    record Landed(List<StoragePath> files, String glob) {
        Landed {
            files = List.copyOf(files);
            requireNonNull(glob, "glob is null");
        }
    }

    private static Landed inPlace(List<Path> files, Path landing) {
        String folder = slashed(landing.relativize(commonParent(files)));
        List<StoragePath> paths = files.stream()
                .map(file -> LANDING.resolve(slashed(landing.relativize(absolute(file)))))
                .toList();
        return new Landed(paths, folder.isEmpty() ? "*" : folder + "/**");
    }

    private StoragePath copy(Path file, StoragePath folder) {
        String name = String.valueOf(file.getFileName());
        StoragePath target = folder.resolve(name);
        try {
            Optional<StoredFile> there = storage.find(target);
            if (there.isPresent()) {
                requireEqual(file, there.get());
            } else {
                Path output = storage.outputFolder(folder);
                Path hidden = output.resolve("." + name + ".tmp");
                copy(file, hidden);
                Files.move(hidden, output.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                storage.publish(folder, List.of(name));
            }
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_NOT_LANDED",
                    file + " cannot be copied to " + storage.uri(target),
                    String.valueOf(e.getMessage()),
                    "make room or give this user access, then do it again",
                    e);
        }
        return target;
    }

    private void copy(Path file, Path target) throws IOException {
        long total = Files.size(file);
        progress.begin("copying " + file.getFileName(), total, Progress.Unit.BYTES);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] chunk = new byte[CHUNK];
            long copied = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
                copied += read;
                progress.advance(total == 0 ? 1 : Math.min(1, copied / (double) total));
            }
        } finally {
            progress.end();
        }
    }

    private void requireEqual(Path file, StoredFile there) throws IOException {
        if (Files.mismatch(file, storage.localFile(there)) >= 0) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "FILE_LANDED_DIFFERENT",
                    "Another " + there.path().fileName() + " has landed already",
                    storage.uri(there.path()) + " differs from " + file,
                    "give the new file another name, or take the old one away if nothing has read it");
        }
    }

    private static Path commonParent(List<Path> files) {
        Path common = parent(absolute(files.get(0)));
        for (Path file : files) {
            while (!absolute(file).startsWith(common)) {
                common = parent(common);
            }
        }
        return common;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
