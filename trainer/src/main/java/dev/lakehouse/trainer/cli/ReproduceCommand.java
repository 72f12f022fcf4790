package dev.lakehouse.trainer.cli;

import java.util.OptionalLong;
import java.util.concurrent.Callable;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.run.ReproduceRun;
import dev.lakehouse.trainer.run.TrainingInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "reproduce",
        description = {
            "Trains a run again from the version of gold that it learnt from, and says whether the same bits came out.",
            "All it needs is in ops.models, whatever the pipeline declares by now. It ends with 3 where they are others. Nothing is recorded."
        })
final class ReproduceCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<run|model>", description = "As 'lakehouse models' lists them; of a model the newest.")
    private String name;

    ReproduceCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        workbench.awaitTurn();
        ModelRow row = new ModelTable(workbench.lake()).runOrNewestOf(name);
        String run = row.run();
        DeclaredModel declared = DeclaredModel.of(row);
        TrainingInput input =
                declared.input(workbench.lake(), OptionalLong.of(row.goldVersion()), ReproduceRun.plan(row));
        ReproduceRun.Outcome outcome;
        try (ProgressLine progress = new ProgressLine(workbench.err(), workbench.json())) {
            outcome = new ReproduceRun(workbench.models()).run(row, input, progress);
        }
        if (workbench.json()) {
            workbench.print(outcome);
        } else {
            workbench
                    .out()
                    .println(
                            outcome.same()
                                    ? run + " was made again, to the same bits."
                                    : run + " came out otherwise this time:");
            outcome.differences().forEach(sentence -> workbench.out().println("  " + sentence));
        }
        return outcome.same() ? 0 : FailureKind.DATA.exitCode();
    }
}
