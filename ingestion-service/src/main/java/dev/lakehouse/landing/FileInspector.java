package dev.lakehouse.landing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.landing.unpack.PackedName;
import dev.lakehouse.landing.unpack.UnpackException;
import dev.lakehouse.landing.unpack.UnpackFile;
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

    /** Looks into a file as it landed; of one that is packed, into the beginning. */
    Inspection inspect(StoredFile file) {
        String name = file.path().value();
        Path local = storage.localFile(file);
        PackedName packed = PackedName.in(source, name);
        if (packed.packedTwice()) {
            return new Inspection.Refused(name, "it is packed twice; unpack it once");
        }
        FileFormat format = format(packed);
        boolean text = format == FileFormat.CSV || format == FileFormat.JSON;
        boolean readable = !packed.packed() || (packed.archive().isEmpty() && text);
        if (readable || file.bytes() == 0) {
            return inspect(name, local, packed, file.bytes(), format);
        }
        try {
            new UnpackFile(source.unpack()).check(local, packed);
            return taken(name, local, file.bytes(), new Shape.Empty());
        } catch (UnpackException e) {
            return unpackable(name, e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** What the source says of a file of that name, or the name itself; of an archive, what the source says. */
    FileFormat format(PackedName name) {
        return source.format() == FileFormat.BY_NAME && name.archive().isEmpty()
                ? NamedFormat.of(name.plain()).orElse(FileFormat.BY_NAME)
                : source.format();
    }

    /** Looks into a file, or a member of one, that is on this machine. */
    Inspection inspect(String name, Path local, PackedName packed, long bytes, FileFormat format) {
        try {
            if (bytes == 0 && format != FileFormat.BINARY) {
                return taken(name, local, bytes, new Shape.Empty());
            }
            return switch (format) {
                case CSV -> csv(name, local, packed, bytes);
                case JSON -> json(name, local, packed, bytes);
                case PARQUET -> parquet(name, local, bytes);
                case BY_NAME ->
                    new Inspection.Refused(
                            name,
                            "its name does not say what it is written in; let it end in " + NamedFormat.endings()
                                    + ", perhaps with .gz, .zst or .bz2 behind it");
                default -> decoded(name, local, bytes, format);
            };
        } catch (UnpackException e) {
            return unpackable(name, e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private Inspection csv(String name, Path local, PackedName packed, long bytes) throws IOException {
        CsvHeader header = CsvHeader.read(local, packed, source);
        if (header.blank()) {
            return taken(name, local, bytes, new Shape.Empty());
        }
        Optional<String> problem = header.problem(expected);
        if (problem.isPresent()) {
            return new Inspection.Refused(name, problem.get());
        }
        List<String> missing = header.lacks(expected);
        Optional<String> notice = missing.isEmpty()
                ? Optional.empty()
                : Optional.of(name + " has no column " + String.join(", ", missing) + "; it reads as null");
        return new Inspection.Taken(
                new LandedFile(name, local, bytes, new Shape.Delimited(header.delimiter()), header.columns()), notice);
    }

    private static Inspection json(String name, Path local, PackedName packed, long bytes) throws IOException {
        Optional<Shape> shape = JsonShape.of(local, packed);
        return shape.isPresent()
                ? taken(name, local, bytes, shape.get())
                : new Inspection.Refused(
                        name,
                        "it begins with neither { nor [, so that it is no JSON; correct it, or the source's format");
    }

    private static Inspection parquet(String name, Path local, long bytes) throws IOException {
        return ParquetMagic.complete(local)
                ? taken(name, local, bytes, new Shape.Parquet())
                : new Inspection.Refused(
                        name,
                        "it does not begin and end as a Parquet file does, so that it is cut off or something else;"
                                + " land a sound copy in its place");
    }

    private static Inspection taken(String name, Path local, long bytes, Shape shape) {
        return new Inspection.Taken(new LandedFile(name, local, bytes, shape, List.of()), Optional.empty());
    }

    private static Inspection unpackable(String name, UnpackException e) {
        return new Inspection.Refused(
                name, "it cannot be unpacked: " + e.getMessage() + "; land a sound copy in its place");
    }

    private static LakehouseException unreadable(String name, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "FILE_UNREADABLE",
                name + " cannot be opened",
                e instanceof AccessDeniedException ? "this user may not read it" : String.valueOf(e.getMessage()),
                "give this user access to the file, or move it out of the landing folder",
                e);
    }

    private Inspection decoded(String name, Path local, long bytes, FileFormat format) throws IOException {
        Optional<String> problem = DecodedStart.problem(local, source, format);
        return problem.isEmpty()
                ? taken(name, local, bytes, new Shape.Decoded(format))
                : new Inspection.Refused(name, problem.get());
    }
}
