package dev.lakehouse.journey.sketch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.ChangedFilePolicy;
import dev.lakehouse.config.pipeline.CsvOptions;
import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Sampled;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.sketch.Sketch.SketchedSource;
import dev.lakehouse.landing.LookIntoFiles;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;

import static java.util.Objects.requireNonNull;

/** Writes a first pipeline for files that a user has. */
public final class SketchPipeline {
    /** Types and keys show in this much; more files would only take longer. */
    private static final long SAMPLED_BYTES = DataSize.parse("256MB").bytes();

    private static final String FILE_NAME = PipelineReader.FILE_NAME;

    private final Storage storage;
    private final Engine engine;

    public SketchPipeline(Storage storage, Engine engine) {
        this.storage = requireNonNull(storage, "storage is null");
        this.engine = requireNonNull(engine, "engine is null");
    }

    /**
     * Lands the files and writes the pipeline, which it reads back to be sure that it is right.
     *
     * @param pipelines the folder that gets a folder for it
     * @throws LakehouseException of kind user where the pipeline exists or a file does not, of kind data where one cannot be
     *     read
     */
    public Sketch sketch(String pipeline, List<Path> files, Path pipelines, Progress progress) {
        Path folder = pipelines.resolve(pipeline);
        requireNew(pipeline, folder);
        files.forEach(SketchPipeline::requireFile);
        Set<String> taken = takenNames(pipelines);
        List<SketchedSource> sources = new ArrayList<>();
        for (FileGroup group : FileGroup.of(files)) {
            sources.add(source(group, pipeline, taken, progress));
        }
        Path file = folder.resolve(FILE_NAME);
        write(file, new PipelineText(pipeline, sources).text());
        new PipelineReader().read(folder);
        return new Sketch(pipeline, file, sources);
    }

    private SketchedSource source(FileGroup group, String pipeline, Set<String> taken, Progress progress) {
        String name =
                taken.contains(group.name()) ? LegalNames.of(pipeline + "_" + group.name(), "source") : group.name();
        LandFiles.Landed landed = new LandFiles(storage, progress).land(group.files(), pipeline, name);
        Source source = new Source(
                name,
                landed.glob(),
                group.format(),
                LoadMode.APPEND,
                ChangedFilePolicy.INGEST_AGAIN,
                CsvOptions.DEFAULTS,
                List.of(),
                Integer.MAX_VALUE,
                new DataSize(Long.MAX_VALUE));
        List<LandedFile> looked = new LookIntoFiles(storage).look(source, landed.files());
        List<LandedFile> some = some(looked);
        if (some.isEmpty()) {
            throw noColumns(group);
        }
        Sampled sampled = engine.sample(source, some);
        if (sampled.columns().isEmpty()) {
            throw noColumns(group);
        }
        return new SketchedSource(name, landed.glob(), group.format(), looked.size(), sampled);
    }

    private static LakehouseException noColumns(FileGroup group) {
        return new LakehouseException(
                FailureKind.DATA,
                "FILE_UNFIT",
                group.files().get(0) + " has no columns",
                "it holds nothing from which they could be told",
                "name a file that has some");
    }

    private static List<LandedFile> some(List<LandedFile> files) {
        List<LandedFile> some = new ArrayList<>();
        long bytes = 0;
        for (LandedFile file : files) {
            boolean fits = some.isEmpty() || bytes + file.bytes() <= SAMPLED_BYTES;
            if (fits && !(file.shape() instanceof LandedFile.Shape.Empty)) {
                some.add(file);
                bytes += file.bytes();
            }
        }
        return some;
    }

    private static void requireNew(String pipeline, Path folder) {
        if (!TableName.LEGAL.matcher(pipeline).matches()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "PIPELINE_NAME_ILLEGAL",
                    "'" + pipeline + "' cannot be a pipeline's name",
                    "a name starts with a letter or _ and holds only a-z, 0-9 and _",
                    "call it for example " + LegalNames.of(pipeline, "pipeline"));
        }
        if (Files.exists(folder.resolve(FILE_NAME))) {
            throw exists(folder.resolve(FILE_NAME), null);
        }
    }

    private static LakehouseException exists(Path file, Throwable cause) {
        return new LakehouseException(
                FailureKind.USER,
                "PIPELINE_EXISTS",
                "There is a pipeline of that name",
                file + " exists, and is not overwritten",
                "choose another name, or change that file",
                cause);
    }

    private static void requireFile(Path file) {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            boolean folder = Files.isDirectory(file);
            throw new LakehouseException(
                    FailureKind.USER,
                    "FILE_NOT_FOUND",
                    folder ? file + " is a folder" : "There is no file " + file + " that can be read",
                    "--from takes files",
                    folder ? "write " + file + "/* for all of its files" : "correct its path, or the access to it");
        }
    }

    /** What tables of other pipelines are called; of pipelines that do not read, nothing is known. */
    private static Set<String> takenNames(Path pipelines) {
        try {
            return new PipelineReader()
                    .readAll(pipelines).stream()
                            .flatMap(pipeline -> pipeline.tables().stream())
                            .map(TableName::table)
                            .collect(Collectors.toSet());
        } catch (LakehouseException e) {
            return Set.of();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists(file, e);
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_UNWRITABLE",
                    file + " cannot be written",
                    String.valueOf(e.getMessage()),
                    "give this user access to the folder, or name another with --pipelines",
                    e);
        }
    }
}
