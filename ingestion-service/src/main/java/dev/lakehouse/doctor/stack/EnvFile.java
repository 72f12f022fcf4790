package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file {@code .env} as Compose reads it: a variable a line, with or without quotes. Its values are never printed. */
public final class EnvFile {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1\\s*(?:#.*)?");

    private final Path file;
    private final boolean exists;
    private final Map<String, String> values;

    private EnvFile(Path file, boolean exists, Map<String, String> values) {
        this.file = file;
        this.exists = exists;
        this.values = values;
    }

    /** The file of a folder; without values where there is none. */
    public static EnvFile of(Path folder) {
        return of(folder, Map.of());
    }

    /**
     * The file of a folder, or the one that {@code LAKEHOUSE_ENV_FILE} names, as the launcher takes it.
     *
     * @param environment whose values win over the file's, as they do for Compose
     */
    public static EnvFile of(Path folder, Map<String, String> environment) {
        Path file = folder.resolve(environment.getOrDefault("LAKEHOUSE_ENV_FILE", ".env"));
        if (!Files.isReadable(file)) {
            return new EnvFile(file, Files.exists(file), Map.of());
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher variable = LINE.matcher(line);
                if (variable.matches()) {
                    values.put(variable.group(1), unquoted(variable.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.forEach((variable, value) -> {
            if (!value.isBlank()) {
                values.put(variable, value);
            }
        });
        return new EnvFile(file, true, values);
    }

    Path file() {
        return file;
    }

    /** Whether there is such a file, be it one that cannot be read. */
    public boolean exists() {
        return exists;
    }

    /** The value of a variable, if it has one that is not blank. */
    public Optional<String> value(String variable) {
        return Optional.ofNullable(values.get(variable)).filter(value -> !value.isBlank());
    }

    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.matches()
                ? quoted.group(2)
                : text.replaceFirst("\\s+#.*$", "").strip();
    }
}
