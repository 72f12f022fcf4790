package dev.lakehouse.landing;

import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.CsvDialect;
import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.landing.unpack.PackedName;
import dev.lakehouse.landing.unpack.UnpackException;
import dev.lakehouse.landing.unpack.UnpackFile;
import dev.lakehouse.landing.unpack.Unpacked;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoredFile;

/**
 * Makes of a landing file what an engine reads: itself, or what is packed in it, in the storage's scratch folder. What cannot be read is
 * among it, with its reason. The same file always gives the same (docs/adr/0017).
 */
final class OpenLanded {
    private static final Charset UTF_16 = Charset.forName("x-UTF-16LE-BOM");

    private final Storage storage;
    private final Source source;
    private final FileInspector inspector;
    private final OpenedNotes notes;
    private final LandingScratch scratch;

    OpenLanded(Storage storage, Source source, FileInspector inspector, OpenedNotes notes) {
        this.storage = storage;
        this.source = source;
        this.inspector = inspector;
        this.notes = notes;
        this.scratch = new LandingScratch(storage);
    }

    /** What is in it; one empty file where nothing is. */
    List<LandedFile> open(StoredFile file) {
        String name = file.path().value();
        Path local = storage.localFile(file);
        PackedName packed = PackedName.in(source, name);
        if (file.bytes() == 0 || !packed.packed() || packed.packedTwice()) {
            return List.of(landed(inspector.inspect(file), name, local, false));
        }
        List<LandedFile> files = new ArrayList<>();
        for (Unpacked unpacked : unpack(name, local)) {
            files.add(unpacked.problem().isPresent() ? refused(unpacked) : member(unpacked, packed));
        }
        return files.isEmpty() ? List.of(empty(name, local)) : files;
    }

    private List<Unpacked> unpack(String name, Path local) {
        return scratch.write(name, folder -> {
            Files.createDirectory(folder);
            try {
                return new UnpackFile(source.unpack()).into(folder, name, local);
            } catch (UnpackException e) {
                LandingScratch.discard(folder);
                String problem = "it cannot be unpacked: " + e.getMessage();
                return List.of(new Unpacked(name, name, local, 0, Optional.of(problem)));
            }
        });
    }

    private LandedFile member(Unpacked unpacked, PackedName packed) {
        FileFormat format = packed.archive().isPresent()
                ? NamedFormat.of(unpacked.plain()).orElse(source.format())
                : inspector.format(packed);
        Inspection inspection =
                inspector.inspect(unpacked.name(), unpacked.local(), PackedName.PLAIN, unpacked.bytes(), format);
        return landed(inspection, unpacked.name(), unpacked.local(), true);
    }

    private LandedFile landed(Inspection inspection, String name, Path local, boolean ours) {
        if (inspection instanceof Inspection.Refused refused) {
            return new LandedFile(name, local, 0, new Shape.Unreadable(refused.why()), List.of());
        }
        notes.notice(inspection.notice());
        LandedFile file = ((Inspection.Taken) inspection).file();
        boolean dialect = !source.csv().dialect().equals(CsvDialect.NONE);
        return dialect && file.shape() instanceof Shape.Delimited delimited ? rfc(file, delimited, ours) : file;
    }

    /** @param ours whether the file goes once it is copied */
    private LandedFile rfc(LandedFile file, Shape.Delimited shape, boolean ours) {
        // Bytes go through as the characters of their numbers: none is changed on the way.
        Charset charset = source.csv().encoding().equals("utf-16") ? UTF_16 : StandardCharsets.ISO_8859_1;
        return scratch.write(file.name(), copy -> {
            try (Reader text = new InputStreamReader(Files.newInputStream(file.local()), charset);
                    Writer out = Files.newBufferedWriter(copy, charset)) {
                DialectCopy copying = new DialectCopy(source.csv(), shape.delimiter(), text, out);
                copying.run();
                notes.leftOut(copying.skipped(), copying.comments());
            }
            if (ours) {
                Files.delete(file.local());
            }
            return new LandedFile(file.name(), copy, Files.size(copy), shape, file.columns());
        });
    }

    private static LandedFile empty(String name, Path local) {
        return new LandedFile(name, local, 0, new Shape.Empty(), List.of());
    }

    private static LandedFile refused(Unpacked unpacked) {
        return new LandedFile(
                unpacked.name(),
                unpacked.local(),
                0,
                new Shape.Unreadable(unpacked.problem().get()),
                List.of());
    }
}
