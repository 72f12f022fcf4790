package dev.lakehouse.trainer.example;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.lakehouse.trainer.feature.EncodedRows;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.feed.Part;

/**
 * The rows of a pinned table by fitted features. Batches of the test part, and of rows to predict, have their keys. A part that is
 * small beside the memory is kept in it once it was read, which changes no order.
 */
public final class ExampleFeed implements Feed {
    /** What may be kept of each kind of rows. */
    private static final long KEPT_BYTES = Runtime.getRuntime().maxMemory() / 16;

    private static final int KEY_BYTES = 64;
    private static final long LEAST_BATCH_BYTES = 32 << 20;

    private final TableGroups groups;
    private final RowSorting sorting;
    private final Survey survey;
    private final FittedFeatures features;
    private final FeedShape shape;
    private final Map<Place, RowUnit.Content> kept = new ConcurrentHashMap<>();

    private record Place(RowKind kind, int unit) {}

    ExampleFeed(TableGroups groups, RowSorting sorting, Survey survey, FittedFeatures features) {
        this.groups = groups;
        this.sorting = sorting;
        this.survey = survey;
        this.features = features;
        this.shape = features.shape();
    }

    @Override
    public FeedShape shape() {
        return shape;
    }

    @Override
    public long rows(Part part) {
        return survey.rows(part);
    }

    @Override
    public Batches batches(Part part, int batchSize, long seed, long position) {
        checkBatch(batchSize, shape.bytesOfRow(), Runtime.getRuntime().maxMemory());
        List<RowUnit> units = units(RowKind.of(part));
        RowSequence sequence = new ShuffledRows(sizes(units), seed);
        sequence.skip(position);
        return batches(RowKind.of(part), units, sequence, batchSize, part == Part.TEST);
    }

    /** A batch is there some times over: one is made, one waits, one is learnt from, and TensorFlow has a copy. */
    static void checkBatch(int rows, long bytesOfRow, long memory) {
        long most = Math.max(LEAST_BATCH_BYTES, memory / 8);
        if (rows > 1 && rows * bytesOfRow > most) {
            throw ExampleFailures.batchTooLarge(rows, bytesOfRow, most);
        }
    }

    /** How many rows have no label. */
    public long rowsToPredict() {
        return survey.unlabelled();
    }

    /** The rows without a label, in the order of the table; their labels here are 0. */
    public Batches toPredict(int batchSize) {
        List<RowUnit> units = units(RowKind.UNLABELLED);
        return batches(RowKind.UNLABELLED, units, new RowsInOrder(sizes(units)), batchSize, true);
    }

    private List<RowUnit> units(RowKind kind) {
        return RowUnit.of(survey, groups.all().size(), kind);
    }

    private static int[] sizes(List<RowUnit> units) {
        return units.stream().mapToInt(RowUnit::rows).toArray();
    }

    private Batches batches(RowKind kind, List<RowUnit> units, RowSequence sequence, int batchSize, boolean withKeys) {
        long bytesOfRow = EncodedRows.bytesOfRow(shape) + (withKeys ? KEY_BYTES : 0);
        long rows = units.stream().mapToLong(RowUnit::rows).sum();
        boolean keep = rows * bytesOfRow <= KEPT_BYTES;
        UnitLoader loader = new UnitLoader(
                sequence.units(),
                unit -> keep
                        ? kept.computeIfAbsent(new Place(kind, unit), place -> read(units.get(unit), kind, withKeys))
                        : read(units.get(unit), kind, withKeys));
        return new ExampleBatches(shape, units.size(), sequence, loader, batchSize, withKeys);
    }

    private RowUnit.Content read(RowUnit unit, RowKind kind, boolean withKeys) {
        return unit.read(groups, sorting, features, kind, withKeys);
    }
}
