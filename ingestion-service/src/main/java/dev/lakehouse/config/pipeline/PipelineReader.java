package dev.lakehouse.config.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.config.yaml.YamlFile;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.failure.Suggestion;

/**
 * Reads pipelines from their folders. A pipeline is checked as a whole, and all of its problems are thrown as one failure
 * {@code PIPELINE_INVALID} of kind user whose {@link LakehouseException#problems()} has each with its line. The files that
 * can be read are those of {@code docs/pipeline.schema.json}; queries are checked later, by the engine.
 */
public final class PipelineReader {
    /** The file that makes a folder a pipeline. */
    public static final String FILE_NAME = "pipeline.yml";

    private static final String INVALID = "PIPELINE_INVALID";
    private static final String NOT_FOUND = "PIPELINE_NOT_FOUND";

    /** Reads the pipeline of one folder. */
    public Pipeline read(Path folder) {
        PipelineDraft draft = draft(folder);
        if (!draft.errors().isEmpty()) {
            throw invalid(draft.name(), draft.errors());
        }
        return draft.readable().orElseThrow();
    }

    /** The failure {@code PIPELINE_INVALID} of a pipeline that has these problems. */
    public static LakehouseException invalid(String name, List<Problem> errors) {
        return Problems.failure(INVALID, "The pipeline " + name, errors);
    }

    /** Reads the pipeline of one folder as far as it can be read. */
    public PipelineDraft draft(Path folder) {
        Path file = existing(folder);
        Problems problems = new Problems();
        PipelineParser parser = new PipelineParser(file, name(folder), problems);
        Optional<Pipeline> pipeline = YamlFile.read(file, problems).map(parser::parse);
        return new PipelineDraft(
                name(folder),
                file,
                pipeline.map(it -> it.withWarnings(problems.warnings())),
                parser.doubtful(),
                problems.errors());
    }

    /** The same of these pipelines of a folder; tables that two of them claim are among the problems of the later one. */
    public List<PipelineDraft> drafts(Path pipelinesFolder, List<String> names) {
        List<PipelineDraft> drafts =
                names.stream().map(name -> draft(folder(pipelinesFolder, name))).toList();
        Problems claims = new Problems();
        Claims.check(drafts.stream().flatMap(it -> it.readable().stream()).toList(), claims);
        return drafts.stream().map(it -> it.with(claims.errors())).toList();
    }

    /** Reads all pipelines of a folder of pipelines, in the order of their names; no two may claim one table. */
    public List<Pipeline> readAll(Path pipelinesFolder) {
        Problems problems = new Problems();
        List<Pipeline> pipelines = new ArrayList<>();
        for (String name : names(pipelinesFolder)) {
            read(pipelinesFolder.resolve(name), problems).ifPresent(pipelines::add);
        }
        Claims.check(pipelines, problems);
        problems.throwIfAny(INVALID, "The folder " + pipelinesFolder);
        return List.copyOf(pipelines);
    }

    /** The names of the pipelines in a folder, sorted; throws a failure of kind user where there is no such folder. */
    public List<String> names(Path pipelinesFolder) {
        if (!Files.isDirectory(pipelinesFolder)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "PIPELINES_FOLDER_NOT_FOUND",
                    "There is no folder " + pipelinesFolder,
                    "it is where pipelines are looked for",
                    "create it, or name another by --pipelines or LAKEHOUSE_PIPELINES");
        }
        try (Stream<Path> folders = Files.list(pipelinesFolder)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(FILE_NAME)))
                    .map(PipelineReader::name)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_UNREADABLE",
                    pipelinesFolder + " cannot be read",
                    e.toString(),
                    "check that you may read it",
                    e);
        }
    }

    /** Reads the pipeline of that name; for a name that is not there, the failure {@code PIPELINE_NOT_FOUND} has the nearest. */
    public Pipeline find(Path pipelinesFolder, String name) {
        return read(folder(pipelinesFolder, name));
    }

    private Path folder(Path pipelinesFolder, String name) {
        List<String> names = names(pipelinesFolder);
        if (names.contains(name)) {
            return pipelinesFolder.resolve(name);
        }
        throw new LakehouseException(
                FailureKind.USER,
                NOT_FOUND,
                "There is no pipeline '" + name + "'",
                names.isEmpty()
                        ? pipelinesFolder + " holds none"
                        : pipelinesFolder + " holds " + String.join(", ", names),
                Suggestion.didYouMean(name, names, "name one of them, or make it with 'lakehouse new'"));
    }

    private Optional<Pipeline> read(Path folder, Problems problems) {
        PipelineDraft draft = draft(folder);
        draft.errors().forEach(problems::add);
        return draft.errors().isEmpty() ? draft.readable() : Optional.empty();
    }

    private static Path existing(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    NOT_FOUND,
                    "There is no pipeline in " + folder,
                    "it has no file " + FILE_NAME,
                    "write it, or make one with 'lakehouse new'");
        }
        return file;
    }

    private static String name(Path folder) {
        return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }
}
