package dev.lakehouse.extract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/**
 * The landing folder of one extraction: {@code landing/<pipeline>/<source>/changes/<number>-<mark>/<page>.parquet}. By the mark no other
 * plan of that number takes its pages for its own, also where plans were removed, or restored from a backup.
 */
final class LandedPages {
    private static final Pattern FOLDER = Pattern.compile("(\\d{1,18})-.*");

    private final Storage storage;
    private final StoragePath folder;

    LandedPages(Storage storage, Source source, ExtractionPlan plan) {
        this.storage = storage;
        this.folder = parent(source).resolve("%010d-%s".formatted(plan.number(), plan.mark()));
    }

    /** The highest number of which there is a folder, or 0: newer ones have to come behind it, whatever became of the plans. */
    static long lastNumber(Storage storage, Source source) {
        return storage.folders(parent(source)).stream()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .mapToLong(folder -> Long.parseLong(folder.group(1)))
                .max()
                .orElse(0);
    }

    private static StoragePath parent(Source source) {
        // The path of such a source ends in /*/*.parquet.
        return new StoragePath("landing")
                .resolve(source.path().substring(0, source.path().indexOf('*') - 1));
    }

    /** Which pages are there. */
    Set<Integer> present() {
        Set<Integer> pages = new HashSet<>();
        for (StoredFile file : storage.list(folder)) {
            String name = file.path().fileName();
            if (name.matches("\\d+\\.parquet")) {
                pages.add(Integer.parseInt(name.substring(0, name.indexOf('.'))));
            }
        }
        return pages;
    }

    /** Lands a page, unless it is there. */
    void land(int page, Path file) {
        storage.createIfAbsent(folder.resolve("%06d.parquet".formatted(page)), file);
    }

    /** Says that the pages are a whole table: before, nobody takes one of them. */
    void complete() {
        storage.createIfAbsent(
                folder.resolve(Source.COMPLETE), "all pages have landed\n".getBytes(StandardCharsets.UTF_8));
    }

    boolean isComplete() {
        return storage.find(folder.resolve(Source.COMPLETE)).isPresent();
    }

    /** When the last one landed; empty where none has. */
    Optional<Instant> lastLanded() {
        return storage.list(folder).stream().map(StoredFile::modified).max(Comparator.naturalOrder());
    }

    /** Removes the pages of one that will never be whole. */
    void remove() {
        // First of all, so that a part of the pages is never taken for the whole.
        storage.delete(folder.resolve(Source.COMPLETE));
        List<StoredFile> files = storage.list(folder);
        files.forEach(file -> storage.delete(file.path()));
    }
}
