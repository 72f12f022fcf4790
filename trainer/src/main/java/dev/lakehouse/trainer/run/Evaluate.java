package dev.lakehouse.trainer.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.lakehouse.trainer.baseline.Baseline;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Bootstrap;
import dev.lakehouse.trainer.measure.Calibration;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Measure;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.train.EpochResult;
import dev.lakehouse.trainer.train.Predictions;

/** Judges scores of the test part, beside those of simpler answers. */
final class Evaluate {
    private final Task task;
    private final Predictions test;
    private final Bootstrap bootstrap;

    Evaluate(Task task, Predictions test) {
        this.task = task;
        this.test = test;
        this.bootstrap = new Bootstrap(test.groups());
    }

    Report report(Feed feed, List<Baseline> baselines, List<EpochResult> history) {
        return new Report(
                task,
                feed.rows(Part.TRAIN),
                feed.rows(Part.VALIDATION),
                feed.rows(Part.TEST),
                name(Metric.deciding(task)),
                metrics(test),
                baselines.stream()
                        .map(baseline -> new Report.Simpler(
                                baseline.name(), metrics(baseline.test()), marginOver(baseline.test())))
                        .toList(),
                Calibration.of(test.scores(), test.labels()),
                history);
    }

    /** By how much these scores are better than others of the same rows. */
    Interval marginOver(Predictions other) {
        Metric deciding = Metric.deciding(task);
        Measure ours = measure(deciding, test);
        Measure theirs = measure(deciding, other);
        return deciding.higherIsBetter() ? bootstrap.difference(ours, theirs) : bootstrap.difference(theirs, ours);
    }

    private Map<String, Interval> metrics(Predictions predictions) {
        List<Metric> metrics = Metric.of(task);
        List<Interval> intervals = bootstrap.intervals(
                metrics.stream().map(metric -> measure(metric, predictions)).toList());
        Map<String, Interval> named = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            named.put(name(metrics.get(i)), intervals.get(i));
        }
        return named;
    }

    private static Measure measure(Metric metric, Predictions predictions) {
        return Measure.of(metric, predictions.scores(), predictions.labels());
    }

    private static String name(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
