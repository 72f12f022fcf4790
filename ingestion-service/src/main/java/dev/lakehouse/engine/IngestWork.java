package dev.lakehouse.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * A bronze batch.
 *
 * @param known the bronze table's columns so far, provenance included; empty for a new table
 * @param files in the order in which later ones win; their rows keep that order in the data files
 * @param fileNames what the names of all files begin with that are written; see {@link DataFileNames}
 * @param output where data files go
 * @param complete is told the name of a data file that is complete while others are still written, by any thread; not of all, and
 *     also of some that turn out not to belong to the result
 * @param quarantine where files with lines that are no rows go; of the schema {@link QuarantineSchema#TABLE}
 */
public record IngestWork(
        Source source,
        TableSchema known,
        List<LandedFile> files,
        long batch,
        String fileNames,
        Instant ingestedAt,
        Path output,
        Consumer<String> complete,
        Path quarantine) {
    public IngestWork {
        requireNonNull(source, "source is null");
        requireNonNull(known, "known is null");
        files = List.copyOf(files);
        requireNonNull(fileNames, "fileNames is null");
        requireNonNull(ingestedAt, "ingestedAt is null");
        requireNonNull(output, "output is null");
        requireNonNull(complete, "complete is null");
        requireNonNull(quarantine, "quarantine is null");
    }

    /** One that is not a reading of an earlier batch. */
    public IngestWork(
            Source source,
            TableSchema known,
            List<LandedFile> files,
            long batch,
            Instant ingestedAt,
            Path output,
            Consumer<String> complete,
            Path quarantine) {
        this(source, known, files, batch, DataFileNames.prefix(batch), ingestedAt, output, complete, quarantine);
    }
}
