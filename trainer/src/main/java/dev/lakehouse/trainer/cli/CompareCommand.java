package dev.lakehouse.trainer.cli;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.run.CompareRuns;
import dev.lakehouse.trainer.run.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "Says which of two runs is better, on the same rows that neither has learnt from.")
final class CompareCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<run>", description = "As 'lakehouse models' lists them.")
    private String first;

    @Parameters(paramLabel = "<other>", description = "The one that may be better.")
    private String second;

    CompareCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        workbench.awaitTurn();
        ModelTable table = new ModelTable(workbench.lake());
        ModelRow one = table.run(first);
        ModelRow other = table.run(second);
        Interval margin = new CompareRuns(workbench.lake()).margin(one, other);
        if (workbench.json()) {
            workbench.print(Map.of(
                    "metric",
                    one.metric(),
                    "first",
                    one.value(),
                    "second",
                    other.value(),
                    "second_is_better_by",
                    margin));
            return 0;
        }
        TextColumns values = new TextColumns("run", one.metric(), "from", "to");
        for (ModelRow row : java.util.List.of(one, other)) {
            values.row(row.run(), Numbers.text(row.value()), Numbers.text(row.low()), Numbers.text(row.high()));
        }
        values.print(workbench.out());
        workbench
                .out()
                .printf(
                        "%n%s is better by %s, with 95 %% certainty between %s and %s: %s.%n",
                        other.run(),
                        Numbers.text(margin.value()),
                        Numbers.text(margin.low()),
                        Numbers.text(margin.high()),
                        margin.low() > 0 ? "it is better" : margin.high() < 0 ? "it is worse" : "that may be chance");
        return 0;
    }
}
