package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "tables",
        description = "Lists the lake's tables.",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse tables",
            "  lakehouse tables --home /data/lake",
            "  lakehouse tables --json | jq -r '.[] | select(.rows == 0) | .table'"
        })
final class TablesCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    TablesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Lake lake = context.tools().lake();
        List<TableSnapshot> snapshots = new ArrayList<>();
        for (TableName name : lake.tables()) {
            lake.table(name).snapshot().ifPresent(snapshots::add);
        }
        if (context.json()) {
            JsonDocument.print(snapshots.stream().map(TablesCommand::json).toList(), context.out());
        } else if (snapshots.isEmpty()) {
            context.out().line("There are no tables in " + context.tools().home() + " yet.");
            context.out().line("Make some with 'lakehouse run <pipeline>', or look at 'lakehouse demo'.");
        } else {
            table(snapshots).print(context.out());
        }
        return 0;
    }

    private static TextTable table(List<TableSnapshot> snapshots) {
        TextTable table = new TextTable(
                Heading.text("table"),
                Heading.number("version"),
                Heading.number("rows"),
                Heading.number("files"),
                Heading.number("bytes"),
                Heading.text("last change (UTC)"));
        for (TableSnapshot snapshot : snapshots) {
            table.row(
                    snapshot.table().toString(),
                    Long.toString(snapshot.version()),
                    Amounts.count(snapshot.rows()),
                    Amounts.count(snapshot.files().size()),
                    Amounts.bytes(bytes(snapshot)),
                    Amounts.time(snapshot.committed()));
        }
        return table;
    }

    private static Map<String, Object> json(TableSnapshot snapshot) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("table", snapshot.table().toString());
        object.put("version", snapshot.version());
        object.put("rows", snapshot.rows());
        object.put("files", snapshot.files().size());
        object.put("bytes", bytes(snapshot));
        object.put("last_change", snapshot.committed().toString());
        return object;
    }

    private static long bytes(TableSnapshot snapshot) {
        return snapshot.files().stream().mapToLong(DataFile::bytes).sum();
    }
}
