package dev.lakehouse.config.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Suggestion;

/** Reads the SQL files that stand beside a pipeline file. */
final class SqlFileReader {
    private final Path folder;

    SqlFileReader(Path folder) {
        this.folder = folder;
    }

    /** The file that the value names; one that is missing, empty or outside the folder is reported. */
    Optional<SqlFile> read(YamlValue value) {
        return value.words().flatMap(name -> inside(value, name)).flatMap(file -> text(value, file));
    }

    private Optional<Path> inside(YamlValue value, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (file.startsWith(folder.normalize()) && !Path.of(name).isAbsolute()) {
                return Optional.of(file);
            }
        } catch (InvalidPathException e) {
            // Reported below with the rest.
        }
        value.report(
                "'" + name + "' leaves the pipeline's folder",
                "a pipeline is one folder, with its SQL in it",
                "copy the file into " + folder + " and write its name alone");
        return Optional.empty();
    }

    private Optional<SqlFile> text(YamlValue value, Path file) {
        String name = folder.normalize().relativize(file).toString();
        if (!Files.isRegularFile(file)) {
            value.report(
                    "there is no file " + name,
                    "it is looked for in " + folder,
                    Suggestion.didYouMean(name, present(), "write the query into " + file));
            return Optional.empty();
        }
        try {
            String text = Files.readString(file);
            if (!text.isBlank()) {
                return Optional.of(new SqlFile(file, withoutEnd(text)));
            }
            value.report("the file " + name + " is empty", "it must hold a query", "write the query into " + file);
        } catch (IOException e) {
            value.report("the file " + name + " cannot be read", e.toString(), "make it a readable text in UTF-8");
        }
        return Optional.empty();
    }

    /** A query is put into others, where the semicolon that many end one with would not do. */
    private static String withoutEnd(String text) {
        String query = text.stripTrailing();
        return query.endsWith(";") ? query.substring(0, query.length() - 1) : text;
    }

    private List<String> present() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.sql")) {
            return StreamSupport.stream(files.spliterator(), false)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
