package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A large file that is read in pieces at once becomes what it becomes as a whole; where it could not, it is read as a whole. */
class IngestPiecesTest {
    private static final String HEADER = "id,n,text\n";
    private static final int ROWS = 200_000;
    private static final String OF_A_CREW = ".*-\\d{5}-\\d{5}\\.parquet";

    @TempDir
    Path folder;

    private final List<DuckDbEngine> engines = new ArrayList<>();

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
    }

    @Test
    void plainLines() throws Exception {
        assertInPieces(rows(IngestPiecesTest::plain));
    }

    @Test
    void linesThatEndAsOnWindows() throws Exception {
        assertInPieces(HEADER.strip() + "\r\n", rows(row -> plain(row).replace("\n", "\r\n")));
    }

    @Test
    void linesThatEndInTwoWays() throws Exception {
        Ingested whole = assertAsAWhole(rows(row -> plain(row).replace("\n", row < ROWS / 2 ? "\n" : "\r\n")));
        assertThat(whole.files().get(0).rows()).isEqualTo(ROWS);
    }

    @Test
    void lineBreaksAndQuotesInQuotes() throws Exception {
        assertInPieces(rows(row -> row + "," + row % 7 + ",\"a \"\"quoted\"\" text,\n\nof " + row + "\nlines\"\n"));
    }

    @Test
    void noLineEndAtTheFilesEnd() throws Exception {
        assertInPieces(rows(IngestPiecesTest::plain).strip());
    }

    @Test
    void valuesThatDoNotFit() throws Exception {
        Ingested whole = assertAsAWhole(rows(row -> row == ROWS - 10 ? "1,many,unfit\n" : plain(row)));
        assertThat(whole.rescued()).isOne();
    }

    @Test
    void linesThatAreNoRows() throws Exception {
        Ingested whole = assertAsAWhole(rows(row -> row == 10 || row == ROWS - 10 ? "1,2\n" : plain(row)));
        assertThat(LandedCsv.content(folder.resolve("a_quarantine"), whole.quarantined()))
                .hasSize(2);
    }

    @Test
    void aQuoteThatNobodyCloses() throws Exception {
        Ingested whole = assertAsAWhole(rows(row -> row == 1000 ? "1,2,\"open\n" : plain(row)));
        assertThat(whole.quarantined()).isNotEmpty();
    }

    @Test
    void aCutThroughOneLongValue() throws Exception {
        // No quote is near the middle, which yet stands between two.
        String lines = "line of a letter\n".repeat(100_000);
        int middle = ROWS / 2;
        Ingested whole = assertAsAWhole(rows(row -> row == middle ? row + ",1,\"" + lines + "\"\n" : plain(row)));
        assertThat(whole.quarantined()).isEmpty();
        assertThat(whole.files().get(0).rows()).isEqualTo(ROWS);
    }

    @Test
    void itIsStoppedAsAWhole() throws Exception {
        LandedCsv landed = landed(HEADER + rows(IngestPiecesTest::plain));
        StopSignal signal = new StopSignal();
        DuckDbEngine engine = engine("640MB");
        LakehouseException failure = catchThrowableOfType(
                LakehouseException.class,
                () -> engine.stoppable(signal).ingest(landed.into(folder.resolve("a")), new Progress() {
                    @Override
                    public void begin(String activity, long total, Unit unit) {}

                    @Override
                    public void advance(double fraction) {
                        signal.ask();
                    }

                    @Override
                    public void end() {}
                }));
        assertThat(failure.code()).isEqualTo("WORK_STOPPED");
        assertThat(below(folder.resolve("a"))).isEmpty();
        assertNothingIsLeft(engine);
    }

    private void assertInPieces(String lines) throws Exception {
        assertInPieces(HEADER, lines);
    }

    private void assertInPieces(String header, String lines) throws Exception {
        LandedCsv landed = landed(header + lines);
        DuckDbEngine engine = engine("640MB");
        Ingested pieces = engine.ingest(landed.into(folder.resolve("a")), Progress.NONE);
        assertThat(pieces.files()).hasSize(2).allMatch(file -> file.name().matches(OF_A_CREW));
        assertThat(pieces.quarantined()).isEmpty();
        assertThat(pieces.rescued()).isZero();
        assertThat(content("a", pieces)).hasSize(ROWS).isEqualTo(content("b", wholeOf(landed, pieces)));
        assertNothingIsLeft(engine);
    }

    private Ingested assertAsAWhole(String lines) throws Exception {
        LandedCsv landed = landed(HEADER + lines);
        DuckDbEngine engine = engine("640MB");
        Ingested ingested = engine.ingest(landed.into(folder.resolve("a")), Progress.NONE);
        assertThat(ingested.files())
                .as("pieces had names before it")
                .noneMatch(file -> file.name().matches(OF_A_CREW) || file.name().endsWith("-00000.parquet"));
        assertThat(below(folder.resolve("a")))
                .as("nothing of the pieces is left")
                .hasSameSizeAs(ingested.files());
        Ingested whole = wholeOf(landed, ingested);
        assertThat(content("a", ingested)).isEqualTo(content("b", whole));
        assertThat(LandedCsv.content(folder.resolve("a_quarantine"), ingested.quarantined()))
                .isEqualTo(LandedCsv.content(folder.resolve("b_quarantine"), whole.quarantined()));
        assertNothingIsLeft(engine);
        return ingested;
    }

    private Ingested wholeOf(LandedCsv landed, Ingested other) throws IOException {
        // With too little memory to lend any.
        Ingested whole = engine("300MB").ingest(landed.into(folder.resolve("b")), Progress.NONE);
        assertThat(whole.files()).noneMatch(file -> file.name().matches(OF_A_CREW));
        assertThat(other.schema()).isEqualTo(whole.schema());
        return whole;
    }

    private void assertNothingIsLeft(DuckDbEngine engine) throws IOException {
        assertThat(engine.memoryBytes()).as("nothing is lent").isLessThan(300L << 20);
        assertThat(below(folder.resolve("scratch"))).isEmpty();
    }

    private LandedCsv landed(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("0.csv"), content);
        return new LandedCsv(folder).add("0.csv", file, List.of("id", "n", "text"));
    }

    private DuckDbEngine engine(String memory) {
        DuckDbEngine engine = new DuckDbEngine(DataSize.parse(memory), 2, folder.resolve("scratch"));
        engines.add(engine);
        return engine;
    }

    private List<String> content(String table, Ingested ingested) throws Exception {
        return LandedCsv.content(folder.resolve(table), ingested.files());
    }

    private static String rows(IntFunction<String> line) {
        return IntStream.range(0, ROWS).mapToObj(line).collect(Collectors.joining());
    }

    private static String plain(int row) {
        return row + "," + row % 7 + ",a text of some length for row number " + row + "\n";
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !Files.isDirectory(path)).toList();
        }
    }
}
