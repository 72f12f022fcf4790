package dev.lakehouse.trainer.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import picocli.CommandLine;

import static java.util.Objects.requireNonNull;

/** Runs one command from its arguments to its exit code; see {@link dev.lakehouse.failure.FailureKind#exitCode}. */
public final class TrainerCli {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /** Over the process' own outputs, which are UTF-8 whatever the locale is. */
    public TrainerCli(Map<String, String> environment) {
        this(
                environment,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    TrainerCli(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.out = requireNonNull(out, "out is null");
        this.err = requireNonNull(err, "err is null");
    }

    /** Runs it; failures are shown, never thrown. */
    public int run(String... arguments) {
        FailureText failures = new FailureText(err, Arrays.asList(arguments).contains("--json"));
        TrainerOptions options = new TrainerOptions();
        try (Workbench workbench = new Workbench(options, environment, out, err)) {
            return commandLine(options, workbench)
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                    .setParameterExceptionHandler((e, given) -> failures.show(FailureText.wrongArguments(e)))
                    .setExecutionExceptionHandler((e, command, parsed) -> failures.show(e))
                    .execute(arguments);
        } catch (RuntimeException | Error e) {
            return failures.show(e);
        }
    }

    /** All commands, as picocli knows them. */
    static CommandLine commandLine(TrainerOptions options, Workbench workbench) {
        return new CommandLine(new LakehouseCommand(options))
                .addSubcommand("train", new TrainCommand(workbench))
                .addSubcommand("predict", new PredictCommand(workbench))
                .addSubcommand("serve", new ServeCommand(workbench))
                .addSubcommand(
                        "models",
                        new CommandLine(new ModelsCommand(workbench))
                                .addSubcommand("features", new FeaturesCommand(workbench))
                                .addSubcommand("compare", new CompareCommand(workbench))
                                .addSubcommand("challenge", new ChallengeCommand(workbench))
                                .addSubcommand("reproduce", new ReproduceCommand(workbench))
                                .addSubcommand("promote", new PromoteCommand(workbench)));
    }
}
