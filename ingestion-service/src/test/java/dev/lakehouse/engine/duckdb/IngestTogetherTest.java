package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.table.WrittenFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Groups that are ingested at once become what they become one after the other, and fail as they do there. */
class IngestTogetherTest {
    private static final String OF_A_CREW = "part-0000000007-.*-\\d{5}-\\d{5}\\.parquet";

    @TempDir
    Path folder;

    private final List<DuckDbEngine> engines = new ArrayList<>();

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
    }

    @Test
    void theRowsAndTheirOrderAreThoseOfOneAfterTheOther() throws Exception {
        LandedCsv landed = new LandedCsv(folder);
        for (int file = 0; file < 7; file++) {
            landed.file(file + ".csv", rows(file, 30_000));
        }
        Ingested together = together().ingest(landed.into(folder.resolve("a")), Progress.NONE);
        Ingested apart = apart().ingest(landed.into(folder.resolve("b")), Progress.NONE);
        assertThat(together.schema()).isEqualTo(apart.schema());
        assertThat(ranges(together)).isEqualTo(ranges(apart)).hasSize(7);
        assertThat(content("a", together.files()))
                .isEqualTo(content("b", apart.files()))
                .hasSize(210_000);
        assertThat(names(together).subList(0, 6)).allMatch(name -> name.matches(OF_A_CREW));
        assertThat(names(together)).isSorted();
        assertThat(landed.complete())
                .as("each is told as soon as it is complete, here for both ways")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(names(together).stream(), names(apart).stream())
                        .toList());
        assertThat(names(together).get(6))
                .as("what is left over is done by all threads")
                .doesNotMatch(OF_A_CREW);
        assertThat(names(apart)).noneMatch(name -> name.matches(OF_A_CREW));
    }

    @Test
    void whatDoesNotFitIsKeptAsOneAfterTheOther() throws Exception {
        LandedCsv landed = new LandedCsv(folder)
                .file("0.csv", rows(0, 1000))
                .file("1.csv", rows(1, 1000) + "1,many,unfit\n" + rows(2, 1000))
                .file("2.csv", rows(3, 1000) + "1,2\n1,2,three,four\n")
                .file("3.csv", rows(4, 1000) + "5,6,\"open\n" + rows(5, 1000))
                .file("4.csv", rows(6, 1000) + "7,8,S\u00E3o Paulo\n")
                .missing("5.csv")
                .file("6.csv", rows(7, 1000))
                .missing("7.csv");
        Ingested together = together().ingest(landed.into(folder.resolve("a")), Progress.NONE);
        Ingested apart = apart().ingest(landed.into(folder.resolve("b")), Progress.NONE);
        assertThat(names(together)).allMatch(name -> name.matches(OF_A_CREW));
        assertThat(content("a", together.files()))
                .isEqualTo(content("b", apart.files()))
                .hasSize(8001);
        assertThat(content("a_quarantine", together.quarantined()))
                .isEqualTo(content("b_quarantine", apart.quarantined()))
                .hasSize(6);
        assertThat(together.rescued()).isEqualTo(apart.rescued()).isOne();
        assertThat(together.unreadable()).isEqualTo(apart.unreadable()).hasSize(2);
        assertThat(together.schema()).isEqualTo(apart.schema());
        assertThat(scratch()).isEmpty();
    }

    @Test
    void groupsOfOtherColumnsComeOneAfterTheOther() throws Exception {
        LandedCsv landed = new LandedCsv(folder).file("0.csv", rows(0, 10)).file("1.csv", rows(1, 10));
        for (int file = 2; file < 4; file++) {
            Path other = Files.writeString(folder.resolve(file + ".csv"), "ID,more\n1,2\n");
            landed.add(file + ".csv", other, List.of("ID", "more"));
        }
        Ingested together = together().ingest(landed.into(folder.resolve("a")), Progress.NONE);
        Ingested apart = apart().ingest(landed.into(folder.resolve("b")), Progress.NONE);
        assertThat(together.schema()).isEqualTo(apart.schema());
        assertThat(together.schema().names()).startsWith("id", "n", "text").endsWith("more");
        assertThat(content("a", together.files()))
                .isEqualTo(content("b", apart.files()))
                .hasSize(22);
    }

    @Test
    void theFirstFailureStopsTheRestAndIsTold() throws Exception {
        // DuckDB repeats the name of a missing file, and that stands here for a disk that is full.
        LandedCsv landed = new LandedCsv(folder).missing("No space left on device");
        for (int file = 0; file < 39; file++) {
            landed.file(file + ".csv", rows(file, 100_000));
        }
        Reached reached = new Reached(() -> {});
        DuckDbEngine engine = together();
        LakehouseException failure = failure(engine, landed.into(folder.resolve("a")), reached);
        LakehouseException expected = failure(apart(), landed.into(folder.resolve("b")), Progress.NONE);
        assertThat(failure.code()).isEqualTo("DISK_FULL");
        assertThat(failure.getMessage()).isEqualTo(expected.getMessage());
        assertThat(reached.most).isLessThan(0.9);
        assertThat(left("a")).isEmpty();
        assertThat(scratch()).isEmpty();
        assertWorksAsBefore(engine);
    }

    @Test
    void itIsStoppedAsAWhole() throws Exception {
        LandedCsv landed = new LandedCsv(folder);
        for (int file = 0; file < 20; file++) {
            landed.file(file + ".csv", rows(file, 100_000));
        }
        StopSignal signal = new StopSignal();
        DuckDbEngine engine = together();
        Reached reached = new Reached(signal::ask);
        LakehouseException failure = failure(engine.stoppable(signal), landed.into(folder.resolve("a")), reached);
        assertThat(failure.code()).isEqualTo("WORK_STOPPED");
        assertThat(reached.most).isLessThan(0.9);
        assertThat(left("a")).isEmpty();
        assertWorksAsBefore(engine);
    }

    @Test
    void progressIsThatOfOnePieceOfWork() throws Exception {
        LandedCsv landed = new LandedCsv(folder);
        for (int file = 0; file < 4; file++) {
            landed.file(file + ".csv", rows(file, 1000));
        }
        List<String> told = new ArrayList<>();
        together().ingest(landed.into(folder.resolve("a")), new Progress() {
            @Override
            public void begin(String activity, long total, Unit unit) {
                told.add(activity + " " + new DataSize(total) + " " + unit);
            }

            @Override
            public void advance(double fraction) {
                told.add(String.valueOf(fraction));
            }

            @Override
            public void end() {
                told.add("end");
            }
        });
        assertThat(told.get(0)).isEqualTo("reading 0.csv and 3 more 1.2GB BYTES");
        assertThat(told.subList(told.size() - 2, told.size())).containsExactly("1.0", "end");
        assertThat(told.subList(1, told.size() - 1))
                .isSortedAccordingTo((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)));
    }

    /** Remembers how far the work came, and acts on the first word of it. */
    private static final class Reached implements Progress {
        private final AtomicReference<Runnable> first;
        private volatile double most;

        Reached(Runnable first) {
            this.first = new AtomicReference<>(first);
        }

        @Override
        public void begin(String activity, long total, Unit unit) {}

        @Override
        public void advance(double fraction) {
            most = Math.max(most, fraction);
            first.getAndSet(() -> {}).run();
        }

        @Override
        public void end() {}
    }

    private DuckDbEngine together() {
        return engine("640MB");
    }

    /** With too little memory to lend any. */
    private DuckDbEngine apart() {
        return engine("300MB");
    }

    private DuckDbEngine engine(String memory) {
        DuckDbEngine engine = new DuckDbEngine(DataSize.parse(memory), 2, folder.resolve("scratch"));
        engines.add(engine);
        return engine;
    }

    /** What it had lent it has again, and so can lend once more. */
    private void assertWorksAsBefore(DuckDbEngine engine) throws IOException {
        assertThat(engine.memoryBytes()).as("nothing is lent").isLessThan(300L << 20);
        LandedCsv landed = new LandedCsv(folder).file("x.csv", rows(0, 10)).file("y.csv", rows(1, 10));
        Ingested again = engine.ingest(landed.into(folder.resolve("again")), Progress.NONE);
        assertThat(names(again)).hasSize(2).allMatch(name -> name.matches(OF_A_CREW));
    }

    private static LakehouseException failure(Engine engine, IngestWork work, Progress progress) {
        return catchThrowableOfType(LakehouseException.class, () -> engine.ingest(work, progress));
    }

    private static String rows(int file, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> (file * 1_000_000L + row) + "," + row % 7 + ",text " + row % 1000 + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> names(Ingested ingested) {
        return ingested.files().stream().map(WrittenFile::name).toList();
    }

    private static List<Object> ranges(Ingested ingested) {
        return ingested.files().stream()
                .map(file -> List.of(file.rows(), file.ranges()))
                .collect(Collectors.toList());
    }

    private List<String> content(String table, List<WrittenFile> files) throws SQLException {
        return LandedCsv.content(folder.resolve(table), files);
    }

    private List<Path> left(String table) throws IOException {
        return below(folder.resolve(table));
    }

    private List<Path> scratch() throws IOException {
        return Files.isDirectory(folder.resolve("scratch")) ? below(folder.resolve("scratch")) : List.of();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
