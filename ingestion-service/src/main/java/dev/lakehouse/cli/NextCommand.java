package dev.lakehouse.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Commands that a user is told to type next: as they must be typed here, with the options that were given here. */
final class NextCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private final String program;
    private final Map<String, String> settings;

    /** @param settings the options that name the lake and the pipelines, as {@link GlobalOptions#settings} has them */
    NextCommand(Map<String, String> settings) {
        this.program = System.getProperty("lakehouse.command", "lakehouse");
        this.settings = Map.copyOf(settings);
    }

    /** The same, with one option more. */
    NextCommand with(String option, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(option, value);
        return new NextCommand(more);
    }

    /** The line to type. */
    String line(String... words) {
        StringBuilder line = new StringBuilder(quoted(program));
        for (String word : words) {
            line.append(' ').append(quoted(word));
        }
        for (String option : List.of("config", "home", "pipelines")) {
            if (settings.containsKey(option)) {
                line.append(" --").append(option).append(' ').append(quoted(settings.get(option)));
            }
        }
        return line.toString();
    }

    /** As a POSIX shell takes it for one word; double quotes where they will do, for they are easier to read. */
    static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        boolean special = word.chars().anyMatch(c -> "\"$`\\!".indexOf(c) >= 0);
        return special ? "'" + word.replace("'", "'\\''") + "'" : '"' + word + '"';
    }
}
