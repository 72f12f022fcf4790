package dev.lakehouse.journey.sketch;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.engine.Sampled;

import static java.util.Objects.requireNonNull;

/**
 * A first pipeline.
 *
 * @param file the {@code pipeline.yml} that was written
 */
public record Sketch(String pipeline, Path file, List<SketchedSource> sources) {
    public Sketch {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(file, "file is null");
        sources = List.copyOf(sources);
    }

    /**
     * One source of it, from which one bronze and one silver table of its name are made.
     *
     * @param glob its files, below the landing folder
     */
    public record SketchedSource(String name, String glob, FileFormat format, int files, Sampled sampled) {
        public SketchedSource {
            requireNonNull(name, "name is null");
            requireNonNull(glob, "glob is null");
            requireNonNull(format, "format is null");
            requireNonNull(sampled, "sampled is null");
        }
    }
}
