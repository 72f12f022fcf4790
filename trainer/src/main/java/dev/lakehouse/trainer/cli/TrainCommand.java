package dev.lakehouse.trainer.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.network.NativeLibrary;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.run.Numbers;
import dev.lakehouse.trainer.run.Report;
import dev.lakehouse.trainer.run.RunReport;
import dev.lakehouse.trainer.run.SeedStudy;
import dev.lakehouse.trainer.run.TrainModel;
import dev.lakehouse.trainer.run.TrainingInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = {
            "Trains a model on a version of its gold table, judges it beside simpler answers, and records it in ops.models.",
            "Killed on the way, it goes on where it was when the same is typed again."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse train recompra               on the newest version of its gold table",
            "  lakehouse train recompra --version 3   on an earlier one",
            "  lakehouse train recompra --seeds 5     how much of its advantage is luck; records nothing"
        })
final class TrainCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "<model>", description = "The model's name, below 'models:' in a pipeline.yml.")
    private String model;

    @Option(names = "--version", paramLabel = "N", description = "Of the gold table; else the newest.")
    private Optional<Long> version = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of chance; else what the pipeline declares, or 1.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Trains with so many seeds, 2 to 10, and says by how much the network is better than the best"
                    + " simpler answer, and how much of that is luck with first weights. Records nothing.")
    private Optional<Integer> seeds = Optional.empty();

    TrainCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        if (seeds.isPresent() && (seeds.get() < 2 || seeds.get() > SeedStudy.MOST)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "ARGUMENT_ILLEGAL",
                    "--seeds=" + seeds.get() + " cannot be taken",
                    "one seed has no spread, and each is a whole training",
                    "take 2 to " + SeedStudy.MOST);
        }
        workbench.awaitTurn();
        NativeLibrary.require();
        DeclaredModel declared = DeclaredModel.find(workbench.pipelines(), model);
        OptionalLong pinned = version.isPresent() ? OptionalLong.of(version.get()) : OptionalLong.empty();
        TrainingInput input = declared.input(workbench.lake(), pinned, declared.plan(seed));
        try (ProgressLine progress = new ProgressLine(workbench.err(), workbench.json())) {
            if (seeds.isPresent()) {
                show(new SeedStudy(workbench.models()).run(input, seeds.get(), progress));
            } else {
                Path models = workbench.models();
                show(new TrainModel(workbench.lake(), models, Clock.systemUTC()).run(input, progress));
            }
        }
        return 0;
    }

    private void show(ModelRow row) {
        Report report = RunReport.of(row);
        if (workbench.json()) {
            workbench.print(ModelJson.of(row));
            return;
        }
        workbench
                .out()
                .printf(
                        Locale.ROOT,
                        "%s learnt from version %d of %s: %,d rows, and was judged by %,d others.%n%n",
                        row.run(),
                        row.goldVersion(),
                        row.goldTable(),
                        row.rowsTrain(),
                        row.rowsTest());
        TextColumns table = new TextColumns("", row.metric(), "from", "to", "this model is better by", "from", "to");
        table.row(
                row.model(), Numbers.text(row.value()), Numbers.text(row.low()), Numbers.text(row.high()), "", "", "");
        for (Report.Simpler simpler : report.baselines()) {
            Interval value = simpler.metrics().get(row.metric());
            table.row(
                    simpler.name(),
                    Numbers.text(value.value()),
                    Numbers.text(value.low()),
                    Numbers.text(value.high()),
                    Numbers.text(simpler.margin().value()),
                    Numbers.text(simpler.margin().low()),
                    Numbers.text(simpler.margin().high()));
        }
        table.print(workbench.out());
        workbench.out().println("\nIt lies in " + row.folder() + " of the lake.");
        workbench.out().println("Next: " + workbench.next("models", "promote", row.run()));
    }

    private void show(SeedStudy.Result result) {
        if (workbench.json()) {
            workbench.print(result);
            return;
        }
        TextColumns table = new TextColumns("seed", result.metric(), "best simpler answer", result.metric());
        for (SeedStudy.Outcome outcome : result.outcomes()) {
            table.row(
                    Long.toString(outcome.seed()),
                    Numbers.text(outcome.value()),
                    outcome.best(),
                    Numbers.text(outcome.bestValue()));
        }
        table.print(workbench.out());
        workbench
                .out()
                .printf(
                        "%nBetter by %s on average; over other seeds between %s and %s, in 95 of 100 cases. All are judged by the same"
                                + " rows: 'lakehouse train' says how much of it is luck with these.%n",
                        Numbers.text(result.margin().value()),
                        Numbers.text(result.margin().low()),
                        Numbers.text(result.margin().high()));
    }
}
