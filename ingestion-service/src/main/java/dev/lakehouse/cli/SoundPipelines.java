package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;

/** All pipelines but those with errors: one that is broken must not keep anybody from asking about the others. */
final class SoundPipelines {
    private SoundPipelines() {}

    static List<Pipeline> in(Path folder) {
        PipelineReader reader = new PipelineReader();
        return reader.drafts(folder, reader.names(folder)).stream()
                .filter(draft -> draft.errors().isEmpty())
                .flatMap(draft -> draft.readable().stream())
                .toList();
    }
}
