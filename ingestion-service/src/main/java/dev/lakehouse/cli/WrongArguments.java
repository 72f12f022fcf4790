package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments that do not parse into a failure of kind user, with what was probably meant. */
final class WrongArguments {
    private static final Pattern CHOICE = Pattern.compile("(--[a-z-]+|<[a-z]+>)[')].*expected one of \\[([^]]*)]");

    private WrongArguments() {}

    static LakehouseException failure(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = "'" + name + " --help' shows how it is used";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), command, help);
        }
        if (e instanceof MissingParameterException missing) {
            return failure("ARGUMENT_MISSING", missing.getMessage(), "'" + name + "' needs it", help, e);
        }
        String what = Optional.ofNullable(e.getValue())
                .map(value -> "'" + value + "' cannot be taken")
                .orElse("The arguments cannot be understood");
        return failure("ARGUMENT_ILLEGAL", what, why(String.valueOf(e.getMessage())), help, e);
    }

    /** Words to choose from are written as users type them, not as constants. */
    private static String why(String message) {
        Matcher choice = CHOICE.matcher(message);
        return choice.find() ? choice.group(1) + " is one of " + choice.group(2).toLowerCase(Locale.ROOT) : message;
    }

    /** A value of the right form that means nothing. */
    static LakehouseException meaningless(String what, String why, String fix) {
        return failure("ARGUMENT_ILLEGAL", what, why, fix, null);
    }

    private static LakehouseException unknown(String word, CommandLine command, String help) {
        String name = command.getCommandSpec().qualifiedName();
        boolean isOption = word.startsWith("-");
        Collection<String> commands = command.getParent() == null
                ? Commands.names()
                : command.getSubcommands().keySet();
        boolean isCommand = !isOption && !commands.isEmpty();
        Collection<String> valid = isOption ? options(command) : commands;
        String typed = isOption && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        String fix = Suggestion.nearest(typed, valid)
                .map(nearest -> "did you mean '" + (isCommand ? name + " " : "") + nearest + "'?")
                .orElse(help);
        if (isOption) {
            return failure(
                    "OPTION_UNKNOWN", "There is no option " + typed, "'" + name + "' does not know it", fix, null);
        }
        return isCommand
                ? failure(
                        "COMMAND_UNKNOWN",
                        "There is no command '" + (command.getParent() == null ? "" : command.getCommandName() + " ")
                                + word + "'",
                        "there are " + String.join(", ", commands),
                        fix,
                        null)
                : failure(
                        "ARGUMENT_UNKNOWN",
                        "'" + word + "' is one word too many",
                        "'" + name + "' takes no more",
                        fix,
                        null);
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        names.removeIf(name -> !name.startsWith("--"));
        return names;
    }

    private static LakehouseException failure(String code, String what, String why, String fix, Throwable cause) {
        return new LakehouseException(FailureKind.USER, code, what, why, fix, cause);
    }
}
