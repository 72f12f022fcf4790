package dev.lakehouse.landing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoredFile;

/** Looks into the beginning of a landing file: is it what the source says, and how is it laid out? */
final class FileInspector {
    private final Storage storage;
    private final Source source;
    private final Set<String> expected;

    FileInspector(Storage storage, Source source, Set<String> expected) {
        this.storage = storage;
        this.source = source;
        this.expected = expected;
    }

    Inspection inspect(StoredFile file) {
        Path local = storage.localFile(file);
        try {
            if (file.bytes() == 0) {
                return taken(file, local, new Shape.Empty(), List.of());
            }
            return switch (format(file)) {
                case CSV -> csv(file, local);
                case JSON -> json(file, local);
                case PARQUET -> parquet(file, local);
                case BY_NAME ->
                    new Inspection.Refused(file.path()
                            + " is not taken in: its name does not say what it is written in; let it end in .csv, .tsv, .json,"
                            + " .jsonl, .ndjson or .parquet, each of which may have .gz behind it but the last");
            };
        } catch (ZipException | EOFException e) {
            return new Inspection.Refused(file.path() + " is not taken in: it cannot be unpacked (" + e.getMessage()
                    + "), so that it is cut off or no gzip; land a sound copy in its place");
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_UNREADABLE",
                    file.path() + " cannot be opened",
                    e instanceof AccessDeniedException ? "this user may not read it" : String.valueOf(e.getMessage()),
                    "give this user access to the file, or move it out of the landing folder",
                    e);
        }
    }

    /** What the source says, or the file's name; as the source says where that tells nothing. */
    private FileFormat format(StoredFile file) {
        String name = file.path().value().toLowerCase(Locale.ROOT);
        return source.format() == FileFormat.BY_NAME
                ? NamedFormat.of(name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name)
                        .orElse(FileFormat.BY_NAME)
                : source.format();
    }

    private Inspection csv(StoredFile file, Path local) throws IOException {
        CsvHeader header = CsvHeader.read(local, source);
        if (header.blank()) {
            return taken(file, local, new Shape.Empty(), List.of());
        }
        Optional<String> problem = header.problem(expected);
        if (problem.isPresent()) {
            return new Inspection.Refused(file.path() + " is not taken in: " + problem.get());
        }
        List<String> missing = header.lacks(expected);
        Optional<String> notice = missing.isEmpty()
                ? Optional.empty()
                : Optional.of(file.path() + " has no column " + String.join(", ", missing) + "; it reads as null");
        return new Inspection.Taken(
                new LandedFile(
                        file.path().value(),
                        local,
                        file.bytes(),
                        new Shape.Delimited(header.delimiter()),
                        header.columns()),
                notice);
    }

    private Inspection json(StoredFile file, Path local) throws IOException {
        Optional<Shape> shape = JsonShape.of(local);
        return shape.isPresent()
                ? taken(file, local, shape.get(), List.of())
                : new Inspection.Refused(
                        file.path() + " is not taken in: it begins with neither { nor [, so that it is no"
                                + " JSON; correct it, or the source's format");
    }

    private Inspection parquet(StoredFile file, Path local) throws IOException {
        return ParquetMagic.complete(local)
                ? taken(file, local, new Shape.Parquet(), List.of())
                : new Inspection.Refused(
                        file.path() + " is not taken in: it does not begin and end as a Parquet file does,"
                                + " so that it is cut off or something else; land a sound copy in its place");
    }

    private static Inspection taken(StoredFile file, Path local, Shape shape, List<String> columns) {
        return new Inspection.Taken(
                new LandedFile(file.path().value(), local, file.bytes(), shape, columns), Optional.empty());
    }
}
