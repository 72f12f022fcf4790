package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Dies at every single step of a run, in turn, and shows that the next run makes the same tables all the same. */
@Tag("one-jdk")
class CrashTest {
    private static final String PIPELINE = """
            pipeline: pipeline
            sources:
              t: { path: "in/**", format: csv, max_files: 1 }
            silver:
              t:
                from: t
                key: [id]
                load: upsert
                columns: { id: bigint, n: bigint }
                rules:
                  - not_null: [n]
            gold:
              g: { key: [n], load: by-key, sql: g.sql }
            """;

    private static final String DELETING = """
            pipeline: pipeline
            sources:
              changes: { path: "in/c*", format: csv, max_files: 1, mode: cdc, cdc: { operation: op } }
              state: { path: "in/s*", format: csv, mode: full }
            silver:
              changes:
                from: changes
                key: [id]
                sequence: [n]
                columns: { id: bigint, n: bigint }
                rules:
                  - not_null: [n]
              state:
                from: state
                key: [id]
                columns: { id: bigint, n: bigint }
            """;

    @TempDir
    Path folder;

    @Test
    void aCrashAtAnyStepLeavesWhatTheNextRunFinishes() throws IOException {
        Map<String, List<String>> content = crashAtEachStep(lake -> lake.pipeline(PIPELINE)
                .sql("g.sql", "select n, count(*) as rows from silver.t group by n")
                .land("1.csv", "id,n\n1,10\n2,10\n9,\nbroken\n")
                .land("2.csv", "id,n\n1,20\n3,30\n8,\nx\n"));
        assertThat(content)
                .hasSize(6)
                .containsKeys("ops.landing_files", "bronze.t_quarantine", "silver.t_quarantine", "gold.g");
        assertThat(content.get("silver.t")).containsExactly("1|20", "2|10", "3|30");
    }

    @Test
    void aCrashWhileRowsAreDeletedDeletesThemAllTheSame() throws IOException {
        Map<String, List<String>> content = crashAtEachStep(lake -> lake.pipeline(DELETING)
                .land("c1.csv", "op,id,n\nI,1,1\nI,2,1\nD,3,9\nU,5,\n")
                .land("c2.csv", "op,id,n\nD,1,2\nU,2,2\nI,3,3\n?,4,4\n")
                .land("s1.csv", "id,n\n1,1\n2,2\n")
                .land("s2.csv", "id,n\n2,2\n3,3\n"));
        assertThat(content.get("silver.changes")).containsExactly("2|2");
        assertThat(content.get("silver.state")).containsExactly("2|2", "3|3");
        assertThat(content).containsKeys("silver.changes_tombstones", "silver.changes_quarantine");
    }

    /** What the tables hold of a run that never crashed, and of all that did. */
    private Map<String, List<String>> crashAtEachStep(Consumer<FaultLake> landed) throws IOException {
        try (Engine engine = new DuckDbEngine(DataSize.parse("512MB"), 2, folder.resolve("scratch"))) {
            Lakes expected = new Lakes("expected", engine, landed);
            expected.run(expected.storage);
            Map<String, List<String>> content = expected.content();

            int step = 0;
            boolean crashed = true;
            while (crashed) {
                Lakes lakes = new Lakes("lake" + step, engine, landed);
                String where = "step " + step;
                try {
                    lakes.run(new CrashingStorage(lakes.storage, step));
                    crashed = false;
                } catch (CrashingStorage.Crash e) {
                    where += ": " + e.getMessage();
                }
                lakes.run(lakes.storage);
                assertThat(lakes.content()).as(where).isEqualTo(content);
                assertThat(LakeContent.batches(lakes.storage).values())
                        .as(where)
                        .allSatisfy(batches -> assertThat(batches).hasSameSizeAs(new HashSet<>(batches)));
                lakes.delete();
                step++;
            }
            assertThat(step).as("steps at which a run was cut off").isGreaterThan(50);
            System.out.println("crashed at each of " + (step - 1) + " steps");
            return content;
        }
    }

    /** One lake with its landing files. */
    private final class Lakes {
        private final Path home;
        private final LocalStorage storage;
        private final FaultLake lake;
        private final Engine engine;

        Lakes(String name, Engine engine, Consumer<FaultLake> landed) {
            this.home = folder.resolve(name);
            this.engine = engine;
            this.lake = new FaultLake(home, new LocalStorage(home.resolve("lake")), engine);
            this.storage = new LocalStorage(home.resolve("lake"));
            landed.accept(lake);
        }

        void run(Storage through) {
            Pipeline pipeline = lake.read();
            new RunPipeline(Lake.open(through), () -> engine, Clock.systemUTC())
                    .run(pipeline, RunOptions.ALL, FaultLake.Quiet.LISTENER);
        }

        Map<String, List<String>> content() {
            return LakeContent.of(lake, storage);
        }

        void delete() throws IOException {
            try (Stream<Path> all = Files.walk(home)) {
                for (Path path :
                        all.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
