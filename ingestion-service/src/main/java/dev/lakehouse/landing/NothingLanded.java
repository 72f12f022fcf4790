package dev.lakehouse.landing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** Says of a source that has never had a file where its files are looked for, and what is there instead. */
final class NothingLanded {
    private NothingLanded() {}

    /** @param folder the part of the source's path before its first wildcard */
    static String sentence(Storage storage, Source source, StoragePath folder) {
        String what = "no file matches " + SourcePattern.LANDING.resolve(source.path());
        List<StoredFile> others = storage.list(folder);
        if (!others.isEmpty()) {
            return what + ": " + place(storage, folder) + " has other files, such as "
                    + others.get(0).path().fileName();
        }
        return what + ": " + missing(storage, folder).orElse(place(storage, folder) + " is empty");
    }

    /** The first folder on the way that is not there, and the nearest name of those that are. */
    private static Optional<String> missing(Storage storage, StoragePath folder) {
        StoragePath above = new StoragePath(SourcePattern.LANDING.value());
        for (String part : folder.value().substring(above.value().length()).split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            List<String> present = storage.folders(above);
            if (!present.contains(part)) {
                return Optional.of("there is no folder " + place(storage, above.resolve(part))
                        + Suggestion.nearest(part, present)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
            above = above.resolve(part);
        }
        return Optional.empty();
    }

    private static String place(Storage storage, StoragePath folder) {
        URI uri = storage.uri(folder);
        return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : uri.toString();
    }
}
