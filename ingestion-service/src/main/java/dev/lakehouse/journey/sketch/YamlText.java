package dev.lakehouse.journey.sketch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text as YAML 1.2 has it on one line: plain where that cannot be read as something else. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> OTHER_MEANINGS =
            List.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private YamlText() {}

    static String of(String text) {
        if (PLAIN.matcher(text).matches() && !OTHER_MEANINGS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
