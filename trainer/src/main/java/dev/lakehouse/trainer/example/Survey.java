package dev.lakehouse.trainer.example;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Model.Task;
import dev.lakehouse.trainer.feed.Part;

/** How many rows a table has for what, and what their labels are. */
public final class Survey {
    private final Map<RowKind, Kind> kinds = new EnumMap<>(RowKind.class);

    /** The rows of one kind. */
    private static final class Kind {
        /** By row group. */
        private final int[] rows;

        private double labels;
        private double squares;

        Kind(int groups) {
            this.rows = new int[groups];
        }

        long total() {
            return IntStream.of(rows).asLongStream().sum();
        }
    }

    Survey(int groups) {
        for (RowKind kind : RowKind.values()) {
            kinds.put(kind, new Kind(groups));
        }
    }

    void count(int group, SortedRows sorted) {
        for (int row = 0; row < sorted.kinds().length; row++) {
            Kind kind = kinds.get(sorted.kinds()[row]);
            float label = sorted.labels()[row];
            kind.rows[group]++;
            kind.labels += label;
            kind.squares += (double) label * label;
        }
    }

    int rows(int group, RowKind kind) {
        return kinds.get(kind).rows[group];
    }

    /** How many rows a part has. */
    public long rows(Part part) {
        return kinds.get(RowKind.of(part)).total();
    }

    /** How many rows have no label: these can be predicted, and nothing else. */
    public long unlabelled() {
        return kinds.get(RowKind.UNLABELLED).total();
    }

    /** How many rows have a label, but are of no use to a split by time. */
    public long leftOut() {
        return kinds.get(RowKind.LEFT_OUT).total();
    }

    /** A part's mean label: for yes or no, the share of yes. */
    public double meanLabel(Part part) {
        return kinds.get(RowKind.of(part)).labels / rows(part);
    }

    /** The standard deviation of a part's labels. */
    public double deviation(Part part) {
        double mean = meanLabel(part);
        return Math.sqrt(Math.max(0, kinds.get(RowKind.of(part)).squares / rows(part) - mean * mean));
    }

    /** Throws a failure of kind data where nothing can be learnt from these rows. */
    void check(Model model) {
        long labelled =
                leftOut() + Arrays.stream(Part.values()).mapToLong(this::rows).sum();
        if (labelled == 0) {
            throw ExampleFailures.noLabels(model, unlabelled());
        }
        for (Part part : Part.values()) {
            if (rows(part) == 0) {
                throw ExampleFailures.partEmpty(model, part, labelled);
            }
            double mean = meanLabel(part);
            if (model.task() == Task.BINARY && (mean == 0 || mean == 1)) {
                throw ExampleFailures.oneClass(model, part, mean == 1);
            }
        }
    }
}
