package dev.lakehouse.trainer.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.run.Numbers;
import picocli.CommandLine.Command;

@Command(
        name = "models",
        description = "Lists the models that were trained in this lake, the newest first.",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse models",
            "  lakehouse models features MODEL        what a model would learn from",
            "  lakehouse models compare RUN OTHER     which of two is better, on the same rows",
            "  lakehouse models reproduce RUN         trains it again, and looks whether the same bits come out",
            "  lakehouse models promote RUN           makes it the one that predicts",
            "  lakehouse sql \"from ops.models\"        the same, as a table"
        })
final class ModelsCommand implements Callable<Integer> {
    private final Workbench workbench;

    ModelsCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        ModelTable table = new ModelTable(workbench.lake());
        List<ModelRow> rows = table.rows();
        if (workbench.json()) {
            workbench.print(rows.stream().map(ModelJson::of).toList());
        } else if (rows.isEmpty()) {
            workbench.out().println("No model was trained in this lake yet. Train one with 'lakehouse train <model>'.");
        } else {
            Set<String> promoted = rows.stream()
                    .map(ModelRow::model)
                    .distinct()
                    .flatMap(model -> table.promoted(model).stream())
                    .map(ModelRow::run)
                    .collect(Collectors.toSet());
            show(rows, promoted);
        }
        return 0;
    }

    private void show(List<ModelRow> rows, Set<String> promoted) {
        TextColumns table =
                new TextColumns("run", "learnt from", "version", "seed", "rows", "metric", "value", "from", "to", "");
        for (ModelRow row : rows) {
            table.row(
                    row.run(),
                    row.goldTable(),
                    Long.toString(row.goldVersion()),
                    Long.toString(row.seed()),
                    Long.toString(row.rowsTrain()),
                    row.metric(),
                    Numbers.text(row.value()),
                    Numbers.text(row.low()),
                    Numbers.text(row.high()),
                    promoted.contains(row.run()) ? "promoted" : "");
        }
        table.print(workbench.out());
    }
}
