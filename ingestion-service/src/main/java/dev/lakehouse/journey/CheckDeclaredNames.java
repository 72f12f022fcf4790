package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.Column;

/** Finds columns that a source declares under two names which are one in bronze: {@code a b} and {@code a_b}. */
final class CheckDeclaredNames {
    private final Pipeline pipeline;

    CheckDeclaredNames(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** One problem for each name that an earlier one stands for too. */
    List<Problem> problems(Source source) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        List<Column> inBronze = BronzeNames.declared(source);
        for (int i = 0; i < inBronze.size(); i++) {
            String declared = source.columns().get(i).name();
            String name = inBronze.get(i).name();
            String before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), declared);
            if (before != null) {
                problems.add(new PipelineLines(pipeline)
                        .ofColumn(source, declared)
                        .problem(
                                "'" + before + "' and '" + declared + "' are one column in bronze, " + name,
                                "some characters cannot stand in a Delta table's names, and become _",
                                "declare one of them"));
            }
        }
        return problems;
    }
}
