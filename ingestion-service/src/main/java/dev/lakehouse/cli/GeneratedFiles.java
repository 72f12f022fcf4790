package dev.lakehouse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lakehouse.config.Home;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

import static java.util.Objects.requireNonNull;

/** Has files generated where they land: in the lake's folder, or on this machine, from where they are brought to the store. */
final class GeneratedFiles {
    private static final StoragePath LANDING = new StoragePath("landing");

    private final Tools tools;

    GeneratedFiles(Tools tools) {
        this.tools = requireNonNull(tools, "tools is null");
    }

    /** How the landing folder is called. */
    String landing() {
        return tools.home() instanceof Home.Folder home
                ? home.path().resolve(LANDING.value()).toString()
                : tools.lake().storage().uri(LANDING).toString();
    }

    /** Runs {@code generate} on a landing folder, and brings what it made to the lake. */
    <T> T land(Function<Path, T> generate) {
        if (tools.home() instanceof Home.Folder home) {
            return generate.apply(home.path().resolve(LANDING.value()));
        }
        Storage storage = tools.lake().storage();
        Path folder = storage.outputFolder(LANDING);
        try {
            T made = generate.apply(folder);
            for (Path file : inOrderOfTheirMaking(folder)) {
                bring(file, LANDING.resolve(folder.relativize(file).toString().replace('\\', '/')), storage);
            }
            return made;
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_NOT_LANDED",
                    "Generated files cannot be brought to " + landing(),
                    String.valueOf(e.getMessage()),
                    "make room in the scratch folder, then do it again",
                    e);
        } finally {
            storage.release();
        }
    }

    private static void bring(Path file, StoragePath target, Storage storage) throws IOException {
        Optional<StoredFile> there = storage.find(target);
        if (there.isPresent()
                && there.get().bytes() == Files.size(file)
                && Files.mismatch(file, storage.localFile(there.get())) < 0) {
            return;
        }
        Files.move(file, storage.outputFolder(target.folder()).resolve(target.fileName()));
        storage.publish(target.folder(), List.of(target.fileName()));
    }

    private static List<Path> inOrderOfTheirMaking(Path folder) throws IOException {
        Map<Path, FileTime> times = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!folder.relativize(file).toString().startsWith(".")) {
                    times.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return times.keySet().stream().sorted(Comparator.comparing(times::get)).toList();
    }
}
