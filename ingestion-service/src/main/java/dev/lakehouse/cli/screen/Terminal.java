package dev.lakehouse.cli.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What one end of an output is.
 *
 * @param interactive whether a person watches it, so that lines may be drawn over
 * @param color whether words may stand out
 * @param unicode whether more than ASCII can be shown in drawings; data are written as they are
 * @param width the columns of a line; where nobody watches, lines may be longer
 */
public record Terminal(boolean interactive, boolean color, boolean unicode, int width) {
    /** How wide a page is where nothing tells. */
    public static final int PAGE = 120;

    private static final int NARROWEST = 40;

    /** A file or a pipe. */
    public static final Terminal NONE = new Terminal(false, false, true, PAGE);

    public Terminal {
        width = Math.max(NARROWEST, width);
    }

    /** Looks at standard output (1) or standard error (2) of this process. */
    public static Terminal detect(int descriptor, Map<String, String> environment) {
        boolean unicode = speaksUnicode(environment);
        if (!isTerminal(descriptor) || environment.getOrDefault("TERM", "").equals("dumb")) {
            return new Terminal(false, false, unicode, PAGE);
        }
        boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(true, color, unicode, TerminalWidth.find(environment));
    }

    /** {@code System.console()} cannot tell the two outputs apart, and in Java 22 and later is there without a terminal. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(Path.of("/proc/self/fd")) && isTerminalToTest(descriptor);
        }
    }

    /** On macOS, which has no {@code /proc}. */
    private static boolean isTerminalToTest(int descriptor) {
        try {
            Process test = new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                    .inheritIO()
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean speaksUnicode(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }
}
