package dev.lakehouse.trainer.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Rows in memory, as tests make them. */
public final class MemoryFeed implements Feed {
    /** One row: its numbers, ids, sets (multi-hot) and label. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
    public record Row(float[] numbers, int[] categories, float[] sets, float label, String key) {}

    private final FeedShape shape;
    private final Map<Part, List<Row>> parts = new EnumMap<>(Part.class);

    public MemoryFeed(FeedShape shape, List<Row> train, List<Row> validation, List<Row> test) {
        this.shape = shape;
        parts.put(Part.TRAIN, List.copyOf(train));
        parts.put(Part.VALIDATION, List.copyOf(validation));
        parts.put(Part.TEST, List.copyOf(test));
    }

    /** The rows of another one, in the order of its seed 0. */
    public static MemoryFeed of(Feed feed) {
        return new MemoryFeed(feed.shape(), rows(feed, Part.TRAIN), rows(feed, Part.VALIDATION), rows(feed, Part.TEST));
    }

    private static List<Row> rows(Feed feed, Part part) {
        FeedShape shape = feed.shape();
        int numbers = shape.numbers().size();
        int categories = shape.categories().size();
        int sets = shape.setsWidth();
        List<Row> rows = new ArrayList<>();
        try (Feed.Batches batches = feed.batches(part, 1024, 0, 0)) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(new Row(
                            Arrays.copyOfRange(batch.numbers(), row * numbers, (row + 1) * numbers),
                            Arrays.copyOfRange(batch.categories(), row * categories, (row + 1) * categories),
                            Arrays.copyOfRange(batch.sets(), row * sets, (row + 1) * sets),
                            batch.labels()[row],
                            batch.keys().isEmpty() ? "" : batch.keys().get(row)));
                }
            }
        }
        return rows;
    }

    /** The same rows with the labels of others. */
    public MemoryFeed shuffled(long seed) {
        return new MemoryFeed(
                shape,
                shuffled(parts.get(Part.TRAIN), seed),
                shuffled(parts.get(Part.VALIDATION), seed),
                shuffled(parts.get(Part.TEST), seed));
    }

    public List<Row> rowsOf(Part part) {
        return parts.get(part);
    }

    @Override
    public FeedShape shape() {
        return shape;
    }

    @Override
    public long rows(Part part) {
        return parts.get(part).size();
    }

    @Override
    public Batches batches(Part part, int batchSize, long seed, long position) {
        List<Row> rows = new ArrayList<>(parts.get(part));
        int[] order = order(rows.size(), seed);
        return new Batches() {
            private int at = Math.toIntExact(position);

            @Override
            public Optional<Batch> next() {
                int count = Math.min(batchSize, rows.size() - at);
                if (count <= 0) {
                    return Optional.empty();
                }
                List<Row> taken =
                        Arrays.stream(order, at, at + count).mapToObj(rows::get).toList();
                at += count;
                return Optional.of(batch(taken));
            }

            @Override
            public void close() {}
        };
    }

    private Batch batch(List<Row> rows) {
        int numbers = shape.numbers().size();
        int categories = shape.categories().size();
        int sets = shape.setsWidth();
        Batch batch = new Batch(
                rows.size(),
                new float[rows.size() * numbers],
                new int[rows.size() * categories],
                new float[rows.size() * sets],
                new float[rows.size()],
                rows.stream().map(Row::key).toList());
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row).numbers(), 0, batch.numbers(), row * numbers, numbers);
            System.arraycopy(rows.get(row).categories(), 0, batch.categories(), row * categories, categories);
            System.arraycopy(rows.get(row).sets(), 0, batch.sets(), row * sets, sets);
            batch.labels()[row] = rows.get(row).label();
        }
        return batch;
    }

    private static List<Row> shuffled(List<Row> rows, long seed) {
        int[] order = order(rows.size(), seed);
        List<Row> others = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Row before = rows.get(row);
            others.add(new Row(
                    before.numbers(),
                    before.categories(),
                    before.sets(),
                    rows.get(order[row]).label(),
                    before.key()));
        }
        return others;
    }

    private static int[] order(int size, long seed) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
