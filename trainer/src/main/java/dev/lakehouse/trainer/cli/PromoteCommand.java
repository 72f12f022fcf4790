package dev.lakehouse.trainer.cli;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "promote", description = "Makes a run the one that predicts, from now on.")
final class PromoteCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<run|model>", description = "As 'lakehouse models' lists them; of a model the newest.")
    private String name;

    PromoteCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        ModelTable table = new ModelTable(workbench.lake());
        ModelRow chosen = table.runOrNewestOf(name);
        String run = chosen.run();
        table.promote(run, Clock.systemUTC().instant());
        if (workbench.json()) {
            workbench.print(Map.of("promoted", run));
        } else {
            workbench.out().println(run + " predicts from now on.");
            workbench.out().println("Next: " + workbench.next("predict", chosen.model()));
        }
        return 0;
    }
}
