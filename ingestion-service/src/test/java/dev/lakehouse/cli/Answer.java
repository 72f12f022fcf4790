package dev.lakehouse.cli;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.cli.screen.Page;
import dev.lakehouse.cli.screen.Screen;

/** What a command answered: its exit code, and what it wrote to both outputs. */
public record Answer(int exitCode, String out, String err) {
    /** Runs a command that needs no lake. */
    static Answer to(String... arguments) {
        return with(
                options -> {
                    throw new AssertionError("no lake is needed for " + List.of(arguments));
                },
                arguments);
    }

    /** Runs a command that asks {@code toolmaker} for what it works with. */
    static Answer with(Function<GlobalOptions, Tools> toolmaker, String... arguments) {
        return of(screen -> new Cli(screen, toolmaker), arguments);
    }

    /** Runs a command of the command line that {@code make} makes over a screen. */
    public static Answer of(CliMaker make, String... arguments) {
        Page out = Page.pipe();
        Page err = Page.pipe();
        int exitCode = make.over(new Screen(out.outlet(), err.outlet())).run(arguments);
        return new Answer(exitCode, out.text(), err.text());
    }

    /** Makes a command line that writes to a screen. */
    public interface CliMaker {
        Cli over(Screen screen);
    }

    /** What was written to standard output, which is one JSON value. */
    public JsonNode json() {
        return json(out);
    }

    /** The failure that was written to standard error as JSON. */
    public JsonNode failure() {
        return json(err);
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
