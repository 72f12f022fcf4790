package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All commands by name, in the order in which help shows them. */
final class Commands {
    private static final List<String> HELP = List.of("-h", "--help");
    private static final Map<String, Function<Context, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("demo", DemoCommand::new);
        ALL.put("generate", GenerateCommand::commandLine);
        ALL.put("new", NewCommand::new);
        ALL.put("validate", ValidateCommand::new);
        ALL.put("run", RunCommand::new);
        ALL.put("tables", TablesCommand::new);
        ALL.put("show", ShowCommand::new);
        ALL.put("history", HistoryCommand::new);
        ALL.put("sql", SqlCommand::new);
        ALL.put("quarantine", QuarantineCommand::new);
        ALL.put("replay", ReplayCommand::new);
        ALL.put("files", FilesCommand::new);
        ALL.put("reprocess", ReprocessCommand::new);
        ALL.put("serve", ServeCommand::new);
        ALL.put("provision", ProvisionCommand::new);
        ALL.put("catalog", CatalogCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("completion", CompletionCommand::new);
    }

    private Commands() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /**
     * The commands that these arguments may mean: reading the annotations of all takes longer than most commands, so it is left
     * for when the arguments name none.
     */
    static List<String> meant(List<String> arguments) {
        List<String> meant =
                arguments.stream().filter(ALL::containsKey).distinct().toList();
        boolean helpOfAll = meant.isEmpty()
                || arguments.subList(0, arguments.indexOf(meant.get(0))).stream()
                        .anyMatch(HELP::contains);
        return helpOfAll ? List.copyOf(ALL.keySet()) : meant;
    }

    static Object create(String name, Context context) {
        return ALL.get(name).apply(context);
    }
}
