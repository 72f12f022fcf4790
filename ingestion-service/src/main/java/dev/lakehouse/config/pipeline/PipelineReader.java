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
        Problems problems = new Problems();
        Optional<Pipeline> pipeline = read(folder, problems);
        problems.throwIfAny(INVALID, "The pipeline " + name(folder));
        return pipeline.orElseThrow();
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

    /** Throws a failure {@code PIPELINE_INVALID} when two of these pipelines claim one table. */
    public void checkClaims(List<Pipeline> pipelines) {
        Problems problems = new Problems();
        Claims.check(pipelines, problems);
        problems.throwIfAny(INVALID, "The set of pipelines");
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
        List<String> names = names(pipelinesFolder);
        if (names.contains(name)) {
            return read(pipelinesFolder.resolve(name));
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

    private static Optional<Pipeline> read(Path folder, Problems problems) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    NOT_FOUND,
                    "There is no pipeline in " + folder,
                    "it has no file " + FILE_NAME,
                    "write it, or make one with 'lakehouse new'");
        }
        Problems own = new Problems();
        Optional<Pipeline> pipeline = YamlFile.read(file, own)
                .map(root -> new PipelineParser(file, name(folder)).parse(root).withWarnings(own.warnings()));
        own.errors().forEach(problems::add);
        return own.errors().isEmpty() ? pipeline : Optional.empty();
    }

    private static String name(Path folder) {
        return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }
}
