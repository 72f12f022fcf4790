package dev.lakehouse.trainer.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.run.Challenge;
import dev.lakehouse.trainer.run.PromoteBetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "challenge",
        description = "Promotes a run where it is better than the one that predicts now, and says why or why not.")
final class ChallengeCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<run>", description = "As 'lakehouse models' lists them.")
    private String run;

    ChallengeCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        workbench.awaitTurn();
        ModelTable table = new ModelTable(workbench.lake());
        ModelRow challenger = table.run(run);
        PromoteBetter.Outcome outcome =
                new PromoteBetter(table, new Challenge(workbench.lake())::of, Clock.systemUTC()).run(challenger);
        Challenge.Verdict verdict = outcome.verdict();
        Optional<String> predicts = outcome.predicts();
        if (workbench.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("challenger", run);
            document.put("promoted", verdict.takesThePlace());
            document.put("why", verdict.why());
            document.put("predicts", predicts.orElse(null));
            workbench.print(document);
        } else {
            workbench
                    .out()
                    .printf(
                            "%s: %s.%n%s%n",
                            verdict.takesThePlace() ? "promoted" : "not promoted",
                            verdict.why(),
                            predicts.map(name -> name + " predicts.").orElse("No run predicts."));
        }
        return 0;
    }
}
