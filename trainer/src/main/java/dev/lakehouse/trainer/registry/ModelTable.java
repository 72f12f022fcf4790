package dev.lakehouse.trainer.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.rowfile.TableRewrite;

/**
 * The Delta table {@code ops.models}. It has a row for each run, and stays small.
 */
public final class ModelTable {
    public static final TableName NAME = new TableName(Layer.OPS, "models");

    private final TableRewrite table;

    public ModelTable(Lake lake) {
        this.table = new TableRewrite(lake, NAME, ModelRow.SCHEMA);
    }

    /** All runs, the newest first. */
    public List<ModelRow> rows() {
        List<ModelRow> rows = new ArrayList<>();
        table.read(values -> rows.add(ModelRow.of(values)));
        return rows.stream()
                .sorted(Comparator.comparing(ModelRow::startedAt).reversed())
                .toList();
    }

    /** The run of that name; {@code RUN_NOT_FOUND}, of kind user, names the nearest. */
    public ModelRow run(String run) {
        List<ModelRow> rows = rows();
        return rows.stream()
                .filter(row -> row.run().equals(run))
                .findFirst()
                .orElseThrow(
                        () -> notFound(run, rows.stream().map(ModelRow::run).toList()));
    }

    /** The run of that name, or the newest of the model of that name. */
    public ModelRow runOrNewestOf(String name) {
        return rows().stream()
                .filter(row -> row.model().equals(name))
                .findFirst()
                .orElseGet(() -> run(name));
    }

    /** The run of a model that was promoted last. */
    public Optional<ModelRow> promoted(String model) {
        return promoted(rows(), model);
    }

    private static Optional<ModelRow> promoted(List<ModelRow> rows, String model) {
        return rows.stream()
                .filter(row -> row.model().equals(model) && row.promotedAt().isPresent())
                .max(Comparator.comparing(row -> row.promotedAt().orElseThrow()));
    }

    /** Adds a run, unless it is there already; {@code RUN_NAME_TAKEN}, of kind internal, where another one has its name. */
    public void add(ModelRow row) {
        change("WRITE", rows -> {
            Optional<ModelRow> known =
                    rows.stream().filter(other -> other.run().equals(row.run())).findFirst();
            if (known.isPresent()) {
                if (!known.get().startedAt().equals(row.startedAt())
                        || !known.get().weights().equals(row.weights())) {
                    throw taken(row.run());
                }
                return rows;
            }
            List<ModelRow> more = new ArrayList<>(rows);
            more.add(row);
            return more;
        });
    }

    /** Makes a run the one that predicts. */
    public void promote(String run, Instant now) {
        run(run);
        change("UPDATE", rows -> promote(rows, run, now));
    }

    /**
     * Makes a run the one that predicts, where that is still another one's place, or nobody's.
     *
     * @return false where another run has been promoted since
     */
    public boolean promoteInPlaceOf(Optional<String> holder, String run, Instant now) {
        String model = run(run).model();
        AtomicBoolean holds = new AtomicBoolean();
        change("UPDATE", rows -> {
            holds.set(promoted(rows, model).map(ModelRow::run).equals(holder));
            return holds.get() ? promote(rows, run, now) : rows;
        });
        return holds.get();
    }

    /** What was promoted last predicts, whichever machine's clock is behind. */
    private static List<ModelRow> promote(List<ModelRow> rows, String run, Instant now) {
        String model = rows.stream()
                .filter(row -> row.run().equals(run))
                .findFirst()
                .map(ModelRow::model)
                .orElse("");
        Optional<ModelRow> holder = promoted(rows, model);
        if (holder.isPresent() && holder.get().run().equals(run)) {
            return rows;
        }
        Instant today = now.truncatedTo(ChronoUnit.MILLIS);
        Instant then = holder.flatMap(ModelRow::promotedAt)
                .map(last -> last.plusMillis(1))
                .filter(today::isBefore)
                .orElse(today);
        return rows.stream()
                .map(row -> row.run().equals(run) ? row.promoted(then) : row)
                .toList();
    }

    private void change(String operation, UnaryOperator<List<ModelRow>> change) {
        table.apply((rows, sink) -> {
            List<ModelRow> before = new ArrayList<>();
            rows.read(values -> before.add(ModelRow.of(values)));
            List<ModelRow> after = change.apply(before);
            if (after.equals(before)) {
                return Optional.empty();
            }
            after.forEach(row -> sink.write(row.values()));
            return Optional.of(new TableRewrite.Change(
                    operation, Map.of("mode", "Overwrite"), Map.of("numOutputRows", (long) after.size())));
        });
    }

    private static LakehouseException taken(String run) {
        return new LakehouseException(
                FailureKind.INTERNAL,
                "RUN_NAME_TAKEN",
                "There is another run called " + run,
                "two trainings drew the same name at the same time, and ops.models has the other one",
                "train the model again");
    }

    private static LakehouseException notFound(String run, List<String> known) {
        return new LakehouseException(
                FailureKind.USER,
                "RUN_NOT_FOUND",
                "There is no run " + run,
                known.isEmpty()
                        ? "no model was trained in this lake yet"
                        : Suggestion.nearest(run, known)
                                .map(near -> "the nearest name is " + near)
                                .orElse("no run has a name like that"),
                known.isEmpty()
                        ? "train one with 'lakehouse train <model>'"
                        : "'lakehouse models' lists those that there are");
    }
}
