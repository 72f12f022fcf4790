package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * A pipeline as far as it could be read, for checks that go on although something is wrong.
 *
 * @param name that of its folder
 * @param file the {@code pipeline.yml}
 * @param readable what could be read; empty where the file is no YAML
 * @param doubtful tables with a problem in their definition, which may lack columns here, or be missing
 * @param errors what is wrong; none where the pipeline can run
 */
public record PipelineDraft(
        String name, Path file, Optional<Pipeline> readable, Set<TableName> doubtful, List<Problem> errors) {
    public PipelineDraft {
        requireNonNull(name, "name is null");
        requireNonNull(file, "file is null");
        requireNonNull(readable, "readable is null");
        doubtful = Set.copyOf(doubtful);
        errors = List.copyOf(errors);
    }

    /** With those of these problems that are in its file. */
    PipelineDraft with(List<Problem> more) {
        List<Problem> all = new ArrayList<>(errors);
        more.stream()
                .filter(problem -> problem.source().equals(file.toString()) && !errors.contains(problem))
                .forEach(all::add);
        return new PipelineDraft(name, file, readable, doubtful, all);
    }

    /** A pipeline that was read without a problem. */
    public static PipelineDraft of(Pipeline pipeline) {
        return new PipelineDraft(pipeline.name(), pipeline.file(), Optional.of(pipeline), Set.of(), List.of());
    }
}
