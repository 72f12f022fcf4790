package dev.lakehouse.extract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** The landing folder of one extraction: {@code landing/<pipeline>/<source>/<number>/<page>.parquet}. */
final class LandedPages {
    private final Storage storage;
    private final StoragePath folder;

    LandedPages(Storage storage, Source source, ExtractionPlan plan) {
        this.storage = storage;
        // The path of such a source ends in /*/*.parquet.
        String parent = source.path().substring(0, source.path().indexOf('*') - 1);
        this.folder = new StoragePath("landing").resolve(parent).resolve("%010d".formatted(plan.number()));
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

    /** Removes the pages of one that will never be whole. */
    void remove() {
        List<StoredFile> files = storage.list(folder);
        files.forEach(file -> storage.delete(file.path()));
    }
}
