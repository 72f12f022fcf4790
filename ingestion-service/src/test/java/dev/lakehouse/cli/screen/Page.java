package dev.lakehouse.cli.screen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An outlet that a test reads. */
public final class Page {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Outlet outlet;

    private Page(Terminal terminal) {
        this.outlet = new Outlet(bytes, terminal);
    }

    /** A file or a pipe. */
    public static Page pipe() {
        return new Page(Terminal.NONE);
    }

    /** A terminal without colour of that width. */
    public static Page terminal(int width) {
        return new Page(new Terminal(true, false, true, width));
    }

    public static Page colorful() {
        return new Page(new Terminal(true, true, true, Terminal.PAGE));
    }

    public Outlet outlet() {
        return outlet;
    }

    public String text() {
        outlet.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }
}
