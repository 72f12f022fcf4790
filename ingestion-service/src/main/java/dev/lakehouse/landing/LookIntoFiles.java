package dev.lakehouse.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

import static java.util.Objects.requireNonNull;

/** Looks into landing files before there is a pipeline that takes them. */
public final class LookIntoFiles {
    private final Storage storage;

    public LookIntoFiles(Storage storage) {
        this.storage = requireNonNull(storage, "storage is null");
    }

    /** The files of a source as an engine reads them; throws a failure of kind data for one that it could not read. */
    public List<LandedFile> look(Source source, List<StoragePath> files) {
        FileInspector inspector = new FileInspector(storage, source, Set.of());
        OpenLanded opening = new OpenLanded(storage, source, inspector, new OpenedNotes());
        List<LandedFile> landed = new ArrayList<>();
        for (StoragePath file : files) {
            StoredFile stored = storage.find(file).orElseThrow(() -> gone(file));
            Inspection inspection = inspector.inspect(stored);
            if (inspection instanceof Inspection.Refused refused) {
                throw unfit(file, refused.problem());
            }
            landed.addAll(opening.open(stored));
        }
        return landed;
    }

    private static LakehouseException gone(StoragePath file) {
        return new LakehouseException(
                FailureKind.USER,
                "FILE_NOT_FOUND",
                "There is no file " + file,
                "it was there a moment ago",
                "land it again");
    }

    private static LakehouseException unfit(StoragePath file, String problem) {
        return new LakehouseException(
                FailureKind.DATA,
                "FILE_UNFIT",
                file + " cannot be read as it is",
                problem,
                "do what is said there, or write the pipeline by hand");
    }
}
