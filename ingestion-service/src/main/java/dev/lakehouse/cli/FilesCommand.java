package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.journey.ExplainFiles;
import dev.lakehouse.journey.LandedFileState;
import dev.lakehouse.ledger.LedgerRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "files",
        description = {
            "Tells what became of files that landed: why is this file not in?",
            "",
            "Each file, and each member of an archive, is taken, quarantined (it cannot be read through), refused (it cannot",
            "be what its source says), new, changed (overwritten since it was taken in) or unclaimed (no source's path",
            "matches it). The table ops.landing_files keeps what runs did, for SQL. Files whose names begin with a point, or",
            "end in .tmp or .part, are still being written: nobody looks at them."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse files                                   all that are not simply taken",
            "  lakehouse files --all                             those that are, too",
            "  lakehouse files 'loja/pedidos/2024-01-*'",
            "  lakehouse files loja/pedidos/2024-01-03.csv       one, in full",
            "  lakehouse files --json | jq -r '.[] | select(.state == \"refused\") | .file'",
            "  lakehouse sql \"select source, state, count(*), sum(rows) from ops.landing_files group by all\""
        })
final class FilesCommand implements Callable<Integer> {
    private static final String LANDING = "landing/";
    private static final String TAKEN = "taken";

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "<path>",
            description = "A file or a glob below landing: * stays within a folder, ** goes below it.")
    private String pattern = "**";

    @Option(names = "--all", description = "Show files that were taken in without a fault, too.")
    private boolean all;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    FilesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<LandedFileState> files = new ExplainFiles(
                        context.tools().lake(),
                        SoundPipelines.in(context.tools().pipelines()))
                .explain(new LandingGlob(pattern));
        if (context.json()) {
            JsonDocument.print(files.stream().map(FilesCommand::json).toList(), context.out());
            return 0;
        }
        boolean asked = !pattern.equals("**");
        List<LandedFileState> shown = files.stream()
                .filter(file -> all || asked || isWorthALook(file))
                .toList();
        if (!shown.isEmpty()) {
            table(shown).print(context.out());
        }
        if (files.isEmpty()) {
            context.out().line(asked ? "No file below landing is " + pattern + "." : "No file has landed yet.");
        } else if (shown.size() < files.size()) {
            context.out()
                    .line(Amounts.count(files.size() - shown.size(), "file is", "files are")
                            + " taken in without a fault; --all shows them.");
        }
        return 0;
    }

    private static boolean isWorthALook(LandedFileState file) {
        return !file.state().equals(TAKEN)
                || file.recorded()
                        .filter(row ->
                                row.quarantined().orElse(0) + row.rescued().orElse(0) > 0)
                        .isPresent();
    }

    private static TextTable table(List<LandedFileState> files) {
        TextTable table = new TextTable(
                Heading.text("file"),
                Heading.text("state"),
                Heading.number("rows"),
                Heading.number("quarantined"),
                Heading.number("rescued"),
                Heading.text("why"));
        for (LandedFileState file : files) {
            table.row(
                    file.file().substring(LANDING.length()),
                    file.state(),
                    count(file, LedgerRow::rows),
                    count(file, LedgerRow::quarantined),
                    count(file, LedgerRow::rescued),
                    file.why());
        }
        return table;
    }

    private static String count(LandedFileState file, java.util.function.Function<LedgerRow, OptionalLong> number) {
        OptionalLong count = file.recorded().map(number).orElse(OptionalLong.empty());
        return count.isPresent() ? Amounts.count(count.getAsLong()) : "";
    }

    private static Map<String, Object> json(LandedFileState file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.file());
        object.put("source", file.source().orElse(null));
        object.put("state", file.state());
        object.put("why", file.why());
        file.recorded().ifPresent(row -> {
            object.put("bytes", row.bytes());
            object.put("batch", orNull(row.batch()));
            object.put("version", orNull(row.version()));
            object.put("rows", orNull(row.rows()));
            object.put("quarantined", orNull(row.quarantined()));
            object.put("rescued", orNull(row.rescued()));
            object.put("planned_at", row.plannedAt().toString());
        });
        return object;
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
