package dev.lakehouse.trainer.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.lakehouse.trainer.baseline.Baseline;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Bootstrap;
import dev.lakehouse.trainer.measure.Calibration;
import dev.lakehouse.trainer.measure.Drawn;
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

    Report report(Feed feed, List<Baseline> baselines, List<EpochResult> history, RunWatch watch) {
        Tally tally = new Tally((1L + baselines.size()) * bootstrap.draws(), watch);
        Map<Metric, Drawn> ours = drawn(test, tally);
        return new Report(
                task,
                feed.rows(Part.TRAIN),
                feed.rows(Part.VALIDATION),
                feed.rows(Part.TEST),
                name(Metric.deciding(task)),
                named(ours),
                baselines.stream()
                        .map(baseline -> simpler(baseline, ours, tally))
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

    private Report.Simpler simpler(Baseline baseline, Map<Metric, Drawn> ours, Tally tally) {
        Map<Metric, Drawn> its = drawn(baseline.test(), tally);
        Metric deciding = Metric.deciding(task);
        Interval margin = deciding.higherIsBetter()
                ? ours.get(deciding).minus(its.get(deciding))
                : its.get(deciding).minus(ours.get(deciding));
        return new Report.Simpler(baseline.name(), named(its), margin);
    }

    /** One answer after another, for what its measures know of the rows is large where these are many. */
    private Map<Metric, Drawn> drawn(Predictions predictions, Tally tally) {
        List<Metric> metrics = Metric.of(task);
        List<Drawn> drawn = bootstrap.drawn(
                metrics.stream().map(metric -> measure(metric, predictions)).toList(), tally);
        Map<Metric, Drawn> byMetric = new EnumMap<>(Metric.class);
        for (int i = 0; i < drawn.size(); i++) {
            byMetric.put(metrics.get(i), drawn.get(i));
        }
        return byMetric;
    }

    private static Map<String, Interval> named(Map<Metric, Drawn> drawn) {
        Map<String, Interval> named = new LinkedHashMap<>();
        drawn.forEach((metric, values) -> named.put(name(metric), values.interval()));
        return named;
    }

    /** Says how many draws there were. */
    private static final class Tally implements Runnable {
        private final long of;
        private final RunWatch watch;
        private long done;

        private Tally(long of, RunWatch watch) {
            this.of = of;
            this.watch = watch;
        }

        @Override
        public synchronized void run() {
            done++;
            watch.progress(done, of);
        }
    }

    private static Measure measure(Metric metric, Predictions predictions) {
        return Measure.of(metric, predictions.scores(), predictions.labels());
    }

    private static String name(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
