package dev.lakehouse.landing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.landing.unpack.PackedName;

/** Tells by a JSON file's beginning whether it is one array, one object a line, or objects over several lines. */
final class JsonShape {
    /** An array may be one line of any length, of which no more than this is read. */
    private static final int LONGEST_LINE = 1 << 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonShape() {}

    static Optional<Shape> of(Path file, PackedName packed) throws IOException {
        try (BufferedReader text = OpenText.of(file, packed, StandardCharsets.UTF_8)) {
            Optional<String> first = nextContent(text);
            if (first.isEmpty()) {
                return Optional.of(new Shape.Empty());
            }
            if (first.get().startsWith("[")) {
                return Optional.of(new Shape.JsonArray());
            }
            if (!first.get().startsWith("{")) {
                return Optional.empty();
            }
            return Optional.of(isLines(first.get(), text) ? new Shape.JsonLines() : new Shape.JsonObjects());
        }
    }

    private static boolean isLines(String first, BufferedReader text) throws IOException {
        return first.length() == LONGEST_LINE
                || whole(first)
                || nextContent(text).filter(line -> line.startsWith("{")).isPresent();
    }

    private static Optional<String> nextContent(BufferedReader text) throws IOException {
        StringBuilder line = new StringBuilder();
        int character = text.read();
        while (character >= 0 && line.length() < LONGEST_LINE) {
            if (character == '\n' && line.length() > 0) {
                break;
            }
            if (line.length() > 0 || !Character.isWhitespace(character)) {
                line.append((char) character);
            }
            character = text.read();
        }
        return line.length() == 0 ? Optional.empty() : Optional.of(line.toString());
    }

    private static boolean whole(String line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException cutOff) {
            return false;
        }
    }
}
