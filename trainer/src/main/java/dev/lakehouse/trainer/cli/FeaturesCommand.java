package dev.lakehouse.trainer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.lakehouse.trainer.example.ExampleTable;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.run.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "features",
        description = {
            "Says what a model would learn from, and learns nothing: the version of its gold table, how many rows each part has and",
            "what their labels are, and what its features are fitted to. It fails where 'train' would for want of rows."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse models features recompra               from the newest version of its gold table",
            "  lakehouse models features recompra --version 3   from an earlier one"
        })
final class FeaturesCommand implements Callable<Integer> {
    private static final Set<String> NAMED = Set.of("column", "type");

    private final Workbench workbench;

    @Parameters(paramLabel = "<model>", description = "The model's name, below 'models:' in a pipeline.yml.")
    private String model;

    @Option(names = "--version", paramLabel = "N", description = "Of the gold table; else the newest.")
    private Optional<Long> version = Optional.empty();

    FeaturesCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        workbench.awaitTurn();
        DeclaredModel declared = DeclaredModel.find(workbench.pipelines(), model);
        OptionalLong pinned = version.isPresent() ? OptionalLong.of(version.get()) : OptionalLong.empty();
        ExampleTable table = ExampleTable.open(workbench.lake(), declared.model(), pinned);
        TrainingMaterial material = TrainingMaterial.of(declared, table);
        if (workbench.json()) {
            workbench.print(material);
        } else {
            show(material, declared.model().label());
        }
        return 0;
    }

    private void show(TrainingMaterial material, String label) {
        workbench
                .out()
                .printf(
                        Locale.ROOT,
                        "%s would learn from version %d of %s.%n%n",
                        material.model(),
                        material.goldVersion(),
                        material.goldTable());
        parts(material, label).print(workbench.out());
        workbench
                .out()
                .printf(
                        "%n%s more rows have no %s yet: these can be predicted. %s have one, but are in no part.%n%n",
                        text(material.rowsToPredict()), label, text(material.rowsLeftOut()));
        features(material).print(workbench.out());
        String pinned = Long.toString(material.goldVersion());
        workbench.out().println("\nNext: " + workbench.next("train", material.model(), "--version", pinned));
    }

    private static TextColumns parts(TrainingMaterial material, String label) {
        List<String> headings = new ArrayList<>(List.of("part", "rows"));
        List<String> labels =
                List.copyOf(material.parts().values().iterator().next().labels().keySet());
        labels.forEach(name -> headings.add(label + ": " + name));
        TextColumns table = new TextColumns(headings.toArray(String[]::new));
        material.parts().forEach((part, rows) -> {
            List<String> row = new ArrayList<>(List.of(part, text(rows.rows())));
            labels.forEach(name -> row.add(text(rows.labels().get(name))));
            table.row(row.toArray(String[]::new));
        });
        return table;
    }

    private static TextColumns features(TrainingMaterial material) {
        TextColumns table = new TextColumns("feature", "type", "fitted to the rows of train");
        material.features().forEach(feature -> {
            List<String> fitted = feature.entrySet().stream()
                    .filter(entry -> !NAMED.contains(entry.getKey()) && !Boolean.FALSE.equals(entry.getValue()))
                    .map(entry -> fitted(entry.getKey(), entry.getValue()))
                    .toList();
            table.row(feature.get("column").toString(), feature.get("type").toString(), String.join(", ", fitted));
        });
        return table;
    }

    private static String fitted(String what, Object value) {
        return value instanceof Boolean ? "some " + what : what + " " + text(value);
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return Numbers.text(number);
        }
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : String.valueOf(value).toLowerCase(Locale.ROOT);
    }
}
