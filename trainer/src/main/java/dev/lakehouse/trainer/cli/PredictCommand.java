package dev.lakehouse.trainer.cli;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.config.pipeline.DriftLimits;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.predict.PredictRows;
import dev.lakehouse.trainer.predict.PredictionReport;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import dev.lakehouse.trainer.run.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        description = {
            "Asks the promoted model about the rows of its gold table whose outcome is still to come, and merges what it says",
            "into gold.previsoes_<model>: only for keys whose features have changed since they were last asked about."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse predict recompra",
            "  lakehouse predict recompra --drift-limit 0.25   fails where customers are no longer like those it learnt from",
            "  lakehouse sql \"from gold.previsoes_recompra order by score desc limit 10\""
        })
final class PredictCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<model>", description = "The model's name, below 'models:' in a pipeline.yml.")
    private String model;

    @Option(names = "--run", paramLabel = "RUN", description = "Another run than the promoted one.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--drift-limit",
            paramLabel = "X",
            description =
                    "Writes nothing, and ends with 3, where a feature's population stability index is above it; in the"
                            + " place of what the model's 'drift' says of it.")
    private Optional<Double> driftLimit = Optional.empty();

    PredictCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        workbench.awaitTurn();
        DeclaredModel declared = DeclaredModel.find(workbench.pipelines(), model);
        ModelTable table = new ModelTable(workbench.lake());
        DriftLimits limits = declared.model().drift();
        PredictionReport report = new PredictRows(workbench.lake(), Clock.systemUTC())
                .run(
                        declared.model(),
                        () -> chosen(table),
                        driftLimit.or(limits::fail).orElse(Double.MAX_VALUE));
        report.drift().forEach((feature, drift) -> {
            if (drift.exceeds(limits.warn())) {
                workbench
                        .err()
                        .println("warning: " + feature + " is distributed otherwise than in training: index "
                                + Numbers.text(drift.index()));
            }
        });
        if (workbench.json()) {
            workbench.print(report);
        } else {
            workbench
                    .out()
                    .printf(
                            "%s: %d scored, %d as they were, %d gone; by %s, from version %d of %s.%n",
                            report.table(),
                            report.scored(),
                            report.kept(),
                            report.removed(),
                            report.run(),
                            report.goldVersion(),
                            declared.model().table());
            String best = "from " + report.table() + " order by score desc limit 10";
            workbench.out().println("Next: " + workbench.next("sql", best));
        }
        return 0;
    }

    private ModelRow chosen(ModelTable table) {
        ModelRow chosen =
                run.map(table::run).orElseGet(() -> table.promoted(model).orElseThrow(() -> notPromoted(table)));
        if (!chosen.model().equals(model)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "RUN_OF_ANOTHER_MODEL",
                    "The run " + chosen.run() + " cannot be asked",
                    "it is one of " + chosen.model(),
                    "choose one of " + model + "; 'lakehouse models' lists them");
        }
        return chosen;
    }

    private LakehouseException notPromoted(ModelTable table) {
        boolean trained = table.rows().stream().anyMatch(row -> row.model().equals(model));
        return new LakehouseException(
                FailureKind.USER,
                "MODEL_NOT_PROMOTED",
                "No run of " + model + " is promoted",
                trained ? "somebody has to say which one predicts" : "it was never trained in this lake",
                trained
                        ? "promote one with 'lakehouse models promote <run>', or name it with --run"
                        : "train it with 'lakehouse train " + model + "', then promote the run");
    }
}
