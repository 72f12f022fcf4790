package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lakehouse.cli.screen.Outlet;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: a command's own options first, then those of every command, then examples. */
final class HelpText {
    private static final int WIDEST = 100;

    private HelpText() {}

    static void shape(CommandLine commandLine, Outlet out) {
        commandLine.setColorScheme(Help.defaultColorScheme(out.terminal().color() ? Help.Ansi.ON : Help.Ansi.OFF));
        commandLine.setUsageHelpWidth(Math.min(out.terminal().width(), WIDEST));
        commandLine.setUsageHelpLongOptionsMaxWidth(WIDEST / 3);
        commandLine.getCommandSpec().versionProvider(new ProductVersion());
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        usage.sortOptions(false);
        usage.abbreviateSynopsis(true);
        usage.parameterListHeading("%nArguments%n");
        usage.description(paragraphs(usage.description()));
        usage.footer(ended(paragraphs(usage.footer())));
        commandLine.getSubcommands().values().forEach(command -> shape(command, out));
        Map<String, IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        commandLine.setHelpSectionMap(sections);
    }

    /** Lines of one sentence are one text, which picocli breaks where the terminal ends; examples, which are indented, stay lines. */
    private static String[] paragraphs(String... lines) {
        List<String> paragraphs = new ArrayList<>();
        for (String line : lines) {
            String last = paragraphs.isEmpty() ? "" : paragraphs.get(paragraphs.size() - 1);
            boolean goesOn = !last.isEmpty() && !last.startsWith(" ") && !last.endsWith(".") && !line.startsWith(" ");
            if (goesOn && !line.isEmpty()) {
                paragraphs.set(paragraphs.size() - 1, last + " " + line);
            } else {
                paragraphs.add(line);
            }
        }
        return paragraphs.toArray(String[]::new);
    }

    /** The last line of help ends like all others. */
    private static String[] ended(String... footer) {
        String[] ended = footer.clone();
        ended[ended.length - 1] += "%n";
        return ended;
    }

    private static String options(Help help) {
        List<OptionSpec> all = help.commandSpec().options();
        boolean root = help.commandSpec().parent() == null;
        List<OptionSpec> own =
                all.stream().filter(option -> !root && !isCommon(option)).toList();
        List<OptionSpec> common =
                all.stream().filter(option -> root || isCommon(option)).toList();
        return list(help, own, "%nOptions%n") + list(help, common, "%nOptions of every command%n");
    }

    private static boolean isCommon(OptionSpec option) {
        return option.inherited() || option.versionHelp();
    }

    private static String list(Help help, List<OptionSpec> options, String heading) {
        if (options.isEmpty()) {
            return "";
        }
        return help.createHeading(heading) + help.optionListExcludingGroups(options);
    }
}
