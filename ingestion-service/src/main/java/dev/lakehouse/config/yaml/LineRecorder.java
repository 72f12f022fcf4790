package dev.lakehouse.config.yaml;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

/** Notes where each value stands while Jackson reads the tree, which itself forgets it. */
final class LineRecorder extends JsonParserDelegate {
    private final YAMLParser yaml;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final Map<Integer, String> duplicates = new HashMap<>();
    private final Map<Integer, String> aliases = new HashMap<>();

    LineRecorder(YAMLParser yaml) {
        super(yaml);
        this.yaml = yaml;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = yaml.nextToken();
        if (token != null && !token.isStructEnd()) {
            JsonPointer at = yaml.getParsingContext().pathAsPointer();
            int line = yaml.currentTokenLocation().getLineNr();
            if (token == JsonToken.FIELD_NAME) {
                key(at, line);
            } else {
                lines.putIfAbsent(at, line);
            }
            if (yaml.isCurrentAlias()) {
                aliases.put(line, yaml.getText());
            }
        }
        return token;
    }

    private void key(JsonPointer at, int line) throws IOException {
        if (lines.containsKey(at)) {
            duplicates.put(line, yaml.currentName());
            // What stands below the second one is no repeat of what stood below the first.
            lines.keySet().removeIf(other -> other.toString().startsWith(at + "/"));
        }
        lines.put(at, line);
    }

    /** The line of every value, counted from 1; that of an entry of a mapping is its key's. */
    Map<JsonPointer, Integer> lines() {
        return lines;
    }

    /** Keys that stood in their mapping before, by line. */
    Map<Integer, String> duplicates() {
        return duplicates;
    }

    /** References to anchors, by line. */
    Map<Integer, String> aliases() {
        return aliases;
    }
}
