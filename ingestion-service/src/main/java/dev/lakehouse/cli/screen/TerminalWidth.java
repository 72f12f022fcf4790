package dev.lakehouse.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How many columns the terminal has. */
final class TerminalWidth {
    private TerminalWidth() {}

    /** Asks the variable {@code COLUMNS}, then {@code stty}, which takes some milliseconds. */
    static int find(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        int width = number(columns);
        return width > 0 ? width : ofDevice();
    }

    private static int ofDevice() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            int width = number(size.substring(size.indexOf(' ') + 1));
            return width > 0 ? width : Terminal.PAGE;
        } catch (IOException e) {
            return Terminal.PAGE;
        }
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : 0;
    }
}
