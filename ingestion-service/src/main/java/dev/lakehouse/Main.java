package dev.lakehouse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;

import dev.lakehouse.cli.Cli;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Screen;
import dev.lakehouse.cli.screen.Terminal;
import dev.lakehouse.config.Settings;

/** Wires the product together and runs one command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Screen screen = new Screen(
                new Outlet(new FileOutputStream(FileDescriptor.out), Terminal.detect(1, environment)),
                new Outlet(new FileOutputStream(FileDescriptor.err), Terminal.detect(2, environment)));
        Cli cli = cli(screen, environment);
        Runtime.getRuntime().addShutdownHook(new Thread(cli::interrupted));
        System.exit(cli.run(arguments));
    }

    /** The command line over everything else, which starts once a command asks for it. */
    static Cli cli(Screen screen, Map<String, String> environment) {
        return new Cli(screen, options -> new Wiring(Settings.read(options.settings(), environment), environment));
    }
}
