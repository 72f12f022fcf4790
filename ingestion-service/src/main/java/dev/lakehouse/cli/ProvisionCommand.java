package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.storage.s3.provision.Change;
import dev.lakehouse.storage.s3.provision.ProvisionReport;
import dev.lakehouse.storage.s3.provision.ProvisionStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "provision",
        description = {
            "Gives the stack's MinIO its buckets, and a user with the least rights to each service.",
            "What is as it should be is left alone. What was changed since is set right again."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse provision --plan     says what it would do, and changes nothing",
            "  lakehouse provision            does it",
            "  lakehouse provision --json | jq .changes",
            "",
            "It works as the store's administrator. LAKEHOUSE_S3_ENDPOINT names the store; secrets come from MINIO_ROOT_PASSWORD,",
            "MINIO_SERVICE_SECRET, MINIO_TRINO_SECRET, MINIO_METASTORE_SECRET, MINIO_JUPYTER_SECRET, MINIO_UPLOADER_SECRET,",
            "MINIO_TRAINER_SECRET."
        })
final class ProvisionCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--plan", description = "Say what would be done, and change nothing.")
    private boolean plan;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    ProvisionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ProvisionStore provision = context.tools().provision();
        context.onInterrupt("Stopped. What was done stays done; 'lakehouse provision' goes on from there.");
        ProvisionReport report = plan ? provision.plan() : provision.apply();
        if (context.json()) {
            JsonDocument.print(json(report), context.out());
        } else {
            show(report, context.out());
        }
        return 0;
    }

    private static void show(ProvisionReport report, Outlet out) {
        if (!report.changes().isEmpty()) {
            TextTable table = new TextTable(Heading.text("what"), Heading.text("of"), Heading.text("because"));
            report.changes().forEach(change -> table.row(label(change), change.subject(), change.why()));
            table.print(out);
            out.line();
        }
        report.notices().forEach(notice -> out.line("note: " + notice));
        out.line(summary(report));
    }

    private static String summary(ProvisionReport report) {
        int count = report.changes().size();
        String store = report.buckets() + " buckets and " + report.users() + " users of " + report.endpoint();
        if (count == 0) {
            return "Nothing to change: " + store + " are as they should be.";
        }
        String changes = count + (count == 1 ? " change" : " changes");
        return report.applied()
                ? changes + " made: " + store + " are as they should be."
                : changes + " to make; nothing was changed. 'lakehouse provision' makes them.";
    }

    private static Map<String, Object> json(ProvisionReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("endpoint", report.endpoint().toString());
        object.put("applied", report.applied());
        object.put(
                "changes", report.changes().stream().map(ProvisionCommand::json).toList());
        object.put("notices", List.copyOf(report.notices()));
        return object;
    }

    private static Map<String, Object> json(Change change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("action", label(change));
        object.put("subject", change.subject());
        object.put("why", change.why());
        return object;
    }

    private static String label(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }
}
