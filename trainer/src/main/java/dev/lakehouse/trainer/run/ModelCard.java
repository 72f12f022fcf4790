package dev.lakehouse.trainer.run;

import java.util.Locale;
import java.util.Map;

import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.plan.Task;

/** What somebody has to know before he trusts a model (Mitchell et al. 2019), as Markdown: {@code model-card.md}. */
final class ModelCard {
    static final String FILE = "model-card.md";

    private ModelCard() {}

    static String text(RunDocument run, Report report, FeedShape shape, String weights) {
        StringBuilder card = new StringBuilder();
        line(card, "# %s, run %s", run.model(), run.run());
        line(card, "");
        line(card, "%s", question(report.task()));
        line(card, "");
        line(card, "| | |");
        line(card, "| --- | --- |");
        line(card, "| learnt from | `%s`, version %d |", run.goldTable(), run.goldVersion());
        line(card, "| data files | SHA-256 `%s` |", run.dataFingerprint());
        line(
                card,
                "| rows | %,d to learn from, %,d to stop at the right time, %,d to judge by |",
                report.rowsTrain(),
                report.rowsValidation(),
                report.rowsTest());
        line(card, "| numbers | %s |", String.join(", ", shape.numbers()));
        line(card, "| categories | %s |", named(shape.categories()));
        line(card, "| sets | %s |", named(shape.sets()));
        line(card, "| hidden layers | %s |", run.plan().architecture().hidden());
        line(card, "| seed | %d |", run.plan().seed());
        line(card, "| passes | %d |", report.history().size());
        line(card, "| code, TensorFlow | %s, %s |", run.codeVersion(), run.tensorflowVersion());
        line(card, "| trained on | %s |", run.device());
        line(card, "| weights | SHA-256 `%s` |", weights);
        line(card, "");
        line(card, "## How good it is");
        line(card, "");
        line(card, "On rows that it has never seen; in brackets, where the number lies in 95 of 100 cases.");
        line(card, "");
        metrics(card, report);
        line(card, "");
        verdict(card, report);
        line(card, "");
        line(card, "![losses](loss.png)");
        line(card, "");
        line(card, "![calibration](calibration.png)");
        if (report.task() == Task.BINARY) {
            line(card, "");
            line(card, "![ROC curve](roc.png)");
        }
        line(card, "");
        line(card, "## What it is not");
        line(card, "");
        line(
                card,
                "It tells what went together in the past, not what causes what, and it knows nothing of times unlike");
        line(card, "those that it learnt from. What it says of one person is a rate among persons like that.");
        return card.toString();
    }

    private static String question(Task task) {
        return task == Task.BINARY
                ? "It says how likely something is: a score of 0.3 means that of ten rows like this it came true for three."
                : "It says how much is to be expected, in the unit of the label.";
    }

    private static void metrics(StringBuilder card, Report report) {
        StringBuilder heading = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (String metric : report.metrics().keySet()) {
            heading.append(' ').append(label(metric)).append(" |");
            rule.append(" --- |");
        }
        line(card, "%s better by (%s) |", heading, label(report.deciding()));
        line(card, "%s --- |", rule);
        line(card, "| **this model** | %s | |", cells(report.metrics()));
        for (Report.Simpler simpler : report.baselines()) {
            line(card, "| %s | %s | %s |", simpler.name(), cells(simpler.metrics()), cell(simpler.margin()));
        }
    }

    private static void verdict(StringBuilder card, Report report) {
        boolean beatsAll =
                report.baselines().stream().allMatch(simpler -> simpler.margin().low() > 0);
        line(
                card,
                "%s",
                beatsAll
                        ? "It is better than every simpler answer, by more than chance explains."
                        : "**It is not surely better than every simpler answer.** Prefer the simplest that is as good.");
    }

    private static String cells(Map<String, Interval> metrics) {
        return String.join(" | ", metrics.values().stream().map(ModelCard::cell).toList());
    }

    private static String cell(Interval interval) {
        return Numbers.text(interval.value()) + " (" + Numbers.text(interval.low()) + " to "
                + Numbers.text(interval.high()) + ")";
    }

    private static String label(String metric) {
        return Metric.valueOf(metric.toUpperCase(Locale.ROOT)).label();
    }

    private static String named(java.util.List<dev.lakehouse.trainer.feed.Category> categories) {
        return String.join(
                ", ",
                categories.stream()
                        .map(category -> category.name() + " (" + category.size() + ")")
                        .toList());
    }

    private static void line(StringBuilder card, String form, Object... values) {
        card.append(String.format(Locale.ROOT, form, values)).append('\n');
    }
}
