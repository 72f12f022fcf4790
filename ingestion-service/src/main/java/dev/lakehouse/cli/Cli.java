package dev.lakehouse.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.cli.screen.ReaderGone;
import dev.lakehouse.cli.screen.Screen;
import dev.lakehouse.failure.LakehouseException;
import picocli.CommandLine;

import static java.util.Objects.requireNonNull;

/** Runs one command from its arguments to its exit code; see {@link dev.lakehouse.failure.FailureKind#exitCode}. */
public final class Cli {
    private final Screen screen;
    private final Function<GlobalOptions, Tools> toolmaker;
    private volatile Optional<Context> running = Optional.empty();

    /** Asks {@code toolmaker} for what commands work with once one needs it. */
    public Cli(Screen screen, Function<GlobalOptions, Tools> toolmaker) {
        this.screen = requireNonNull(screen, "screen is null");
        this.toolmaker = requireNonNull(toolmaker, "toolmaker is null");
    }

    /** Runs it; failures are shown, never thrown. */
    public int run(String... arguments) {
        List<String> words = helpBehind(List.of(arguments));
        FailureScreen failures = new FailureScreen(screen.err(), words.contains("--json"));
        GlobalOptions options = new GlobalOptions();
        Context context = new Context(screen, options, toolmaker);
        running = Optional.of(context);
        try (context) {
            int exitCode = commandLine(words, options, context, failures).execute(words.toArray(String[]::new));
            screen.out().flush();
            return exitCode;
        } catch (Throwable e) {
            return failed(e, words, context, failures);
        } finally {
            running = Optional.empty();
        }
    }

    /** Called when the user stops the process while a command runs: says what that means. */
    public void interrupted() {
        running.flatMap(Context::onInterrupt).ifPresent(sentence -> {
            screen.err().line("\n" + sentence);
            screen.err().flush();
        });
    }

    private int failed(Throwable e, List<String> words, Context context, FailureScreen failures) {
        if (e instanceof ReaderGone) {
            return CommandLine.ExitCode.OK;
        }
        flushOut();
        return failures.show(
                e instanceof LakehouseException failure
                        ? failure
                        : UnexpectedFailure.of(e, words, context.homeFolder()));
    }

    /** What was answered so far comes before the failure, also where both go to one terminal. */
    private void flushOut() {
        try {
            screen.out().flush();
        } catch (ReaderGone e) {
            // The failure is worth a word all the same.
        }
    }

    /** The commands of those names, as picocli knows them. */
    static CommandLine commands(Collection<String> names, GlobalOptions options, Context context) {
        CommandLine commandLine = new CommandLine(new LakehouseCommand(options));
        names.forEach(name -> commandLine.addSubcommand(name, Commands.create(name, context)));
        return commandLine;
    }

    private CommandLine commandLine(
            List<String> words, GlobalOptions options, Context context, FailureScreen failures) {
        CommandLine commandLine = commands(Commands.meant(words), options, context);
        HelpText.shape(commandLine, screen.out());
        commandLine.setOut(new PrintWriter(screen.out().asWriter()));
        commandLine.setErr(new PrintWriter(screen.err().asWriter()));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> failures.show(WrongArguments.failure(e)));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(e, words, context, failures));
        return commandLine;
    }

    /** {@code lakehouse help run} is {@code lakehouse run --help}. */
    private static List<String> helpBehind(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("help")) {
            return words;
        }
        List<String> turned = new ArrayList<>(words.subList(1, words.size()));
        turned.add("--help");
        return turned;
    }
}
