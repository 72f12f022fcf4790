package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.json.JsonText;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.CommitEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = "Lists the versions of a table, the newest first, and what each changed.",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse history silver.pedidos",
            "  lakehouse history gold.analise_produtos --json | jq '.[0]'",
            "  lakehouse show silver.pedidos --version 0      what it held at first"
        })
final class HistoryCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<table>", description = "The table: silver.pedidos; 'lakehouse tables' lists them.")
    private String table;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many versions, 0 for all. Else ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw WrongArguments.meaningless(
                    "--limit is " + limit,
                    "no table has fewer than no versions",
                    "write how many versions at most, or 0 for all");
        }
        TableName name = new TableFinder(context.tools().lake()).find(table);
        List<CommitEntry> history = context.tools().lake().table(name).history(limit == 0 ? Integer.MAX_VALUE : limit);
        if (context.json()) {
            JsonDocument.print(history.stream().map(HistoryCommand::json).toList(), context.out());
        } else {
            new HistoryScreen(context.out()).show(history);
        }
        return 0;
    }

    private static Map<String, Object> json(CommitEntry entry) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", entry.version());
        object.put("time", entry.committed().toString());
        object.put("operation", entry.operation());
        Map<String, Object> parameters = new TreeMap<>();
        entry.parameters().forEach((name, text) -> parameters.put(name, JsonText.orItself(text)));
        object.put("parameters", parameters);
        object.put("metrics", entry.metrics());
        return object;
    }
}
