package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.ReadAgain.Reading;
import dev.lakehouse.journey.ReplayQuarantine.Replay;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A source's options, or a table's rules, are mended after files were taken in. Whatever is read or checked again then is as in a lake
 * that had the right ones from the beginning.
 */
class ReadAgainTest {
    /** The second file's comments are no rows. */
    private static final String WRONG = """
            pipeline: pipeline
            sources:
              t: { path: "in/**", format: csv, max_files: 1 }
            silver:
              last: { from: t, key: [id], load: upsert, columns: { id: bigint, v: string }, rules: [{ not_null: [v] }] }
              all: { from: t, load: append, columns: { id: bigint, v: string } }
            gold:
              g: { key: [v], load: by-key, sql: g.sql }
            """;

    private static final String MENDED = WRONG.replace("max_files: 1", "max_files: 1, csv: { comment: \"#\" }");

    private static final List<String> TABLES = List.of(
            "select id, v, _source_file, _batch, _rescued from bronze.t order by all",
            "select count(*) from ops.landing_files where quarantined > 0",
            "select * from silver.last order by all",
            "select * from \"silver\".\"all\" order by all",
            "select * from gold.g order by all",
            "select path, batch, rows, quarantined, rescued, state from ops.landing_files order by all");

    @TempDir
    private Path folder;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("scratch"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void filesThatAreReadAgainTakeThePlaceOfWhatTheyWere() {
        FaultLake lake = taken("lake", WRONG);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(3);

        lake.pipeline(MENDED);
        assertThat(plan(lake, path -> path.endsWith("/2.csv") || path.endsWith("/1.csv")))
                .hasSize(2);
        RunReport report = lake.run();

        assertThat(report.complete()).isTrue();
        assertThat(content(lake)).isEqualTo(content(taken("expected", MENDED)));
        assertThat(lake.run().results()).noneMatch(result -> result.controlKey().done());
    }

    @Test
    void onlyTheBatchesThatAreMeantAreRead() {
        FaultLake lake = taken("lake", WRONG);
        List<String> before = files(lake);

        lake.pipeline(MENDED);
        plan(lake, path -> path.endsWith("/2.csv"));
        lake.run();

        List<String> same = new ArrayList<>(before);
        same.retainAll(files(lake));
        assertThat(same).hasSize(2);
        assertThat(new ReadAgain(Lake.open(lake.storage()), Clock.systemUTC())
                        .find(
                                lake.read(),
                                lake.read().sources().get(0),
                                plan -> true,
                                file -> true,
                                Instant.now().plusSeconds(60)))
                .isEmpty();
    }

    @Test
    @Tag("one-jdk")
    void aCrashAtAnyStepLeavesWhatTheNextRunFinishes() throws IOException {
        String wrong = WRONG.substring(0, WRONG.indexOf("  all:"));
        String mended = wrong.replace("max_files: 1", "max_files: 1, csv: { comment: \"#\" }");
        List<String> tables = TABLES.stream()
                .filter(sql -> !sql.contains("\"all\"") && !sql.contains("gold"))
                .toList();
        List<String> expected = content(taken("expected", mended), tables);
        FaultLake first = taken("first", wrong).pipeline(mended);
        plan(first, path -> path.endsWith("/2.csv"));
        boolean crashed = true;
        int step = 0;
        while (crashed) {
            FaultLake lake = copy("first", "lake" + step);
            String where = "step " + step;
            try {
                run(lake.read(), new CrashingStorage(lake.storage(), step));
                crashed = false;
            } catch (CrashingStorage.Crash e) {
                where += ": " + e.getMessage();
            }
            lake.run();
            assertThat(content(lake, tables)).as(where).isEqualTo(expected);
            step++;
        }
        assertThat(step).as("steps at which a run was cut off").isGreaterThan(20);
    }

    @Test
    @Tag("one-jdk")
    void aCrashLosesNoLineThoughItsFileIsGoneThen() throws IOException {
        String wrong = """
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv, max_files: 1 }
                """;
        FaultLake first = new FaultLake(folder.resolve("first"), storage("first"), engine)
                .pipeline(wrong)
                .land("1.csv", "id,v\n1,c\n3,\"d\n");
        first.landed("1.csv").toFile().setLastModified(1_700_000_000_000L);
        first.run();
        assertThat(first.rows("select id from bronze.t")).containsExactly("1");
        assertThat(first.count("bronze.t_quarantine")).isEqualTo(1);
        first.pipeline(wrong.replace("max_files: 1", "max_files: 1, csv: { quote: \"'\" }"));
        plan(first, path -> true);
        boolean crashed = true;
        int step = 0;
        while (crashed) {
            FaultLake lake = copy("first", "lake" + step);
            String where = "step " + step;
            try {
                run(lake.read(), new CrashingStorage(lake.storage(), step));
                crashed = false;
            } catch (CrashingStorage.Crash e) {
                where += ": " + e.getMessage();
            }
            Files.delete(lake.landed("1.csv"));
            lake.run();
            List<String> ids = lake.rows("select id from bronze.t order by id");
            long refused = lake.count("bronze.t_quarantine");
            assertThat(ids.equals(List.of("1", "3")) ? refused == 0 : ids.equals(List.of("1")) && refused == 1)
                    .as("%s: %s and %d lines", where, ids, refused)
                    .isTrue();
            step++;
        }
        assertThat(step).as("steps at which a run was cut off").isGreaterThan(15);
    }

    @Test
    void rowsStayWhoseFilesAreGone() throws IOException {
        FaultLake lake = taken("lake", WRONG);
        List<String> before = content(lake);
        lake.pipeline(MENDED);
        plan(lake, path -> path.endsWith("/2.csv"));
        Files.delete(lake.landed("2.csv"));

        RunReport report = lake.run();
        assertThat(report.results().get(0).problems())
                .singleElement()
                .asString()
                .contains("batch 1 was not read again", "2.csv");
        assertThat(content(lake)).isEqualTo(before);
        assertThat(find(lake, path -> path.endsWith("/2.csv")))
                .singleElement()
                .satisfies(
                        reading -> assertThat(reading.obstacle().orElseThrow()).contains("2.csv: not there any more"));
        assertThat(lake.run().complete()).isTrue();
    }

    @Test
    void ofSnapshotsOnlyTheTableIsReadAgain() {
        String wrong = """
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv, mode: full }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { id: bigint, v: string } }
                """;
        String mended = wrong.replace("mode: full", "mode: full, csv: { comment: \"#\" }");
        FaultLake lake = new FaultLake(folder.resolve("full"), storage("full"), engine).pipeline(wrong);
        lake.land("1.csv", "id,v\n1,a\n2,b\n").run();
        lake.land("2.csv", "id,v\n1,a\n#,not,a,row\n3,c\n").run();
        assertThat(lake.rows("select id from silver.t order by id")).containsExactly("1", "2", "3");

        lake.pipeline(mended);
        assertThat(find(lake, path -> true))
                .extracting(Reading::obstacle)
                .containsExactly(Optional.of("a newer snapshot has taken its place"), Optional.empty());
        plan(lake, path -> true);
        lake.run();
        assertThat(lake.count("bronze.t_quarantine")).isZero();
        assertThat(lake.rows("select id from silver.t order by id")).containsExactly("1", "3");
    }

    @Test
    void aQuarantineOfBronzeIsReplayedByReadingItsBatchesAgain() {
        FaultLake lake = taken("lake", WRONG).pipeline(MENDED);
        Replay replay = replay(lake, "bronze.t_quarantine");
        assertThat(replay.possible())
                .extracting(reading -> reading.batch().number())
                .containsExactly(1L);

        new ReadAgain(Lake.open(lake.storage()), Clock.systemUTC()).plan(replay.possible());
        lake.run(lake.read(), replay.options());
        assertThat(content(lake)).isEqualTo(content(taken("expected", MENDED)));
    }

    @Test
    void aQuarantineOfSilverIsReplayedByCheckingAllOfBronzeAgain() {
        String text = """
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv, max_files: 1 }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { id: bigint, v: %s } }
                """;
        FaultLake lake = new FaultLake(folder.resolve("silver"), storage("silver"), engine)
                .pipeline(text.formatted("bigint"))
                .land("1.csv", "id,v\n1,old\n2,x\n")
                .land("2.csv", "id,v\n1,7\n3,8\n");
        lake.run();
        assertThat(lake.count("silver.t_quarantine")).isEqualTo(2);

        lake.pipeline(text.formatted("string"));
        Replay replay = replay(lake, "silver.t_quarantine");
        lake.run(lake.read(), replay.options());
        // What was refused is older than what the key has: it does not come to life again.
        assertThat(lake.rows("select * from silver.t order by id")).containsExactly("1|7", "2|x", "3|8");
        assertThat(lake.count("silver.t_quarantine")).isZero();
    }

    @Test
    void whatIsBeingReadAgainIsNotPlannedTwice() {
        FaultLake lake = taken("lake", WRONG).pipeline(MENDED);
        plan(lake, path -> path.endsWith("/2.csv"));
        assertThat(find(lake, path -> path.endsWith("/2.csv")))
                .extracting(Reading::obstacle)
                .containsExactly(Optional.of("the next run reads it again already"));
    }

    @Test
    void aQuarantineThatNobodyFillsIsNoPipelinesAffair() {
        FaultLake lake = taken("lake", WRONG);
        assertThatThrownBy(() -> replay(lake, "silver.other_quarantine"))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("QUARANTINE_OF_NOBODY"));
    }

    private FaultLake taken(String name, String pipeline) {
        FaultLake lake = new FaultLake(folder.resolve(name), storage(name), engine)
                .pipeline(pipeline)
                .sql("g.sql", "select v, count(*) as rows from silver.last group by v")
                .land("1.csv", "id,v\n1,a\n2,b\n")
                .land("2.csv", "id,v\n#a,b,c\n1,c\n#x,y,z\n3,d\n# by hand,x,y\n")
                .land("3.csv", "id,v\n1,e\n4,\n");
        for (String file : List.of("1.csv", "2.csv", "3.csv")) {
            // Whole seconds survive a copy.
            lake.landed(file).toFile().setLastModified(1_700_000_000_000L);
        }
        lake.run();
        return lake;
    }

    /** Times of files are part of what they are known by. */
    private FaultLake copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(from))) {
            for (Path file : files.toList()) {
                Path copied = folder.resolve(to).resolve(folder.resolve(from).relativize(file));
                Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new FaultLake(folder.resolve(to), storage(to), engine);
    }

    private LocalStorage storage(String name) {
        return new LocalStorage(folder.resolve(name).resolve("lake"));
    }

    private void run(Pipeline pipeline, Storage storage) {
        new RunPipeline(Lake.open(storage), () -> engine, Clock.systemUTC())
                .run(pipeline, RunOptions.ALL, FaultLake.Quiet.LISTENER);
    }

    private Replay replay(FaultLake lake, String quarantine) {
        Lake opened = Lake.open(lake.storage());
        return new ReplayQuarantine(opened, new QueryLake(opened, engine), new ReadAgain(opened, Clock.systemUTC()))
                .find(TableName.parse(quarantine), List.of(lake.read()));
    }

    private static List<Reading> find(FaultLake lake, Predicate<String> path) {
        Pipeline pipeline = lake.read();
        return new ReadAgain(Lake.open(lake.storage()), Clock.systemUTC())
                .find(pipeline, pipeline.sources().get(0), plan -> true, file -> path.test(file.path()), Instant.MIN);
    }

    private static List<Reading> plan(FaultLake lake, Predicate<String> path) {
        List<Reading> found = find(lake, path).stream()
                .filter(reading -> reading.obstacle().isEmpty())
                .toList();
        new ReadAgain(Lake.open(lake.storage()), Clock.systemUTC()).plan(found);
        return found;
    }

    private static List<String> content(FaultLake lake) {
        return content(lake, TABLES);
    }

    private static List<String> content(FaultLake lake, List<String> tables) {
        return Stream.concat(
                        tables.stream().flatMap(sql -> lake.rows(sql).stream()),
                        Stream.of("in quarantine: " + lake.count("bronze.t_quarantine")))
                .toList();
    }

    private static List<String> files(FaultLake lake) {
        return Lake.open(lake.storage()).table(TableName.parse("bronze.t")).snapshot().orElseThrow().files().stream()
                .map(file -> file.name())
                .toList();
    }
}
