package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.doctor.Diagnosis;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Looks at what the lake runs on, and says what is wrong and what to do about it.",
            "It looks at the machine and the lake, and where there is a stack also at Docker, the settings, ports, images and",
            "services, at the object store and at the catalog. It changes nothing."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse doctor                       before the first start, and whenever something fails",
            "  lakehouse doctor --home /data/lake",
            "  lakehouse doctor --json | jq '.findings[] | select(.severity != \"ok\")'",
            "",
            "It ends with 0 where nothing is worse than a warning, with 2 where you can set it right, with 5 where something",
            "outside failed."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean json = context.json();
        Diagnosis diagnosis = context.tools().doctor().examine(finding -> {
            if (!json) {
                show(finding, context.out());
            }
        });
        if (json) {
            JsonDocument.print(json(diagnosis), context.out());
        } else {
            context.out().line();
            context.out().line(summary(diagnosis));
        }
        return diagnosis.worst().exitCode();
    }

    private static void show(Finding finding, Outlet out) {
        out.line(mark(finding.severity(), out) + " " + out.styled(Style.BOLD, finding.subject()) + ": "
                + finding.what());
        if (!finding.why().isEmpty()) {
            out.line("     " + out.styled(Style.DIM, "why:") + " " + finding.why());
        }
        if (!finding.fix().isEmpty()) {
            out.line("     " + out.styled(Style.DIM, "fix:") + " " + finding.fix());
        }
        out.flush();
    }

    private static String mark(Severity severity, Outlet out) {
        return switch (severity) {
            case OK -> out.styled(Style.GREEN, "ok  ");
            case NOTE -> out.styled(Style.CYAN, "note");
            case WARNING -> out.styled(Style.YELLOW, "warn");
            case WRONG, FAILED -> out.styled(Style.RED, "bad ");
        };
    }

    private static String summary(Diagnosis diagnosis) {
        long bad = diagnosis.count(Severity.WRONG) + diagnosis.count(Severity.FAILED);
        long warnings = diagnosis.count(Severity.WARNING);
        if (bad > 0) {
            return bad + (bad == 1 ? " thing is" : " things are") + " wrong; what to do stands below each.";
        }
        return warnings > 0
                ? "It works; " + warnings + (warnings == 1 ? " thing" : " things") + " may not for long."
                : "All is well.";
    }

    private static Map<String, Object> json(Diagnosis diagnosis) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("worst", diagnosis.worst().label());
        object.put(
                "findings",
                diagnosis.findings().stream().map(DoctorCommand::json).toList());
        return object;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", finding.subject());
        object.put("severity", finding.severity().label());
        object.put("what", finding.what());
        object.put("why", finding.why());
        object.put("fix", finding.fix());
        return object;
    }
}
