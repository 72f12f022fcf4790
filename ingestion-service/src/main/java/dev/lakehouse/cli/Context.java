package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Screen;
import dev.lakehouse.config.Home;

import static java.util.Objects.requireNonNull;

/** What one invocation of a command has at hand. */
final class Context implements AutoCloseable {
    private final Screen screen;
    private final GlobalOptions options;
    private final Function<GlobalOptions, Tools> toolmaker;
    private Optional<Tools> tools = Optional.empty();
    private volatile Optional<String> onInterrupt = Optional.empty();

    Context(Screen screen, GlobalOptions options, Function<GlobalOptions, Tools> toolmaker) {
        this.screen = requireNonNull(screen, "screen is null");
        this.options = requireNonNull(options, "options is null");
        this.toolmaker = requireNonNull(toolmaker, "toolmaker is null");
    }

    /** Where what was asked for goes. */
    Outlet out() {
        return screen.out();
    }

    /** Where all else goes. */
    Outlet err() {
        return screen.err();
    }

    boolean json() {
        return options.json();
    }

    /** Gives a setting that is a command's own option, before {@link #tools} is first asked for; null where it is not given. */
    void setting(String name, String value) {
        if (value != null) {
            options.setting(name, value);
        }
    }

    /** How commands are typed that go on with the same lake. */
    NextCommand next() {
        return new NextCommand(options.settings());
    }

    /** Made from the settings when they are first asked for; throws what is wrong with the settings. */
    Tools tools() {
        if (tools.isEmpty()) {
            tools = Optional.of(toolmaker.apply(options));
        }
        return tools.get();
    }

    /** The lake's folder, where it has one and the settings got as far as naming it. */
    Optional<Path> homeFolder() {
        return tools.map(Tools::home).filter(Home.Folder.class::isInstance).map(home -> ((Home.Folder) home).path());
    }

    /** What to say when the user stops the command from here on. */
    void onInterrupt(String sentence) {
        onInterrupt = Optional.of(sentence);
    }

    Optional<String> onInterrupt() {
        return onInterrupt;
    }

    @Override
    public void close() {
        tools.ifPresent(Tools::close);
    }
}
