package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody else commits between the writing of a batch's files and its commit: no file stays that no log names. */
class LostRaceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"silver.t", "silver.t_quarantine", "gold.g"})
    void aConflictLeavesNoFiles(String table) throws IOException {
        try (FaultLake lake = lake(table)) {
            lake.land("a.csv", "id,n\n1,1\n2,x\n").run();
            lake.land("b.csv", "id,n\n1,2\n3,3\n4,y\n");
            // A full refresh replaces what is there, and so cannot stand beside another's commit.
            lake.run(lake.read(), new RunOptions(Optional.empty(), Optional.empty(), true));
            assertThat(lake.rows("select id, n from silver.t order by id")).containsExactly("1|2", "3|3");
            assertThat(lake.count("silver.t_quarantine")).isEqualTo(2);
            assertNoOrphans(lake);
        }
    }

    @Test
    void aBatchThatAnotherRunWasFasterWithLeavesNoFiles() throws IOException {
        boolean[] done = {false};
        LocalStorage storage = new LocalStorage(folder.resolve("lake"));
        try (FaultLake lake = new FaultLake(folder, new PublishingStorage(storage, place -> {
            if (!done[0]) {
                done[0] = true;
                try (FaultLake other = new FaultLake(folder)) {
                    other.run();
                }
            }
        }))) {
            define(lake);
            lake.land("a.csv", "id,n\n1,1\n2,x\n").run();
            assertThat(done[0]).isTrue();
            assertThat(lake.rows("select id, n from silver.t")).containsExactly("1|1");
            assertNoOrphans(lake);
        }
    }

    private FaultLake lake(String table) {
        LocalStorage storage = new LocalStorage(folder.resolve("lake"));
        TableName name = TableName.parse(table);
        int[] left = {2};
        FaultLake lake = new FaultLake(folder, new PublishingStorage(storage, place -> {
            DeltaTable raced = Lake.open(storage).table(name);
            if (place.equals(raced.folder()) && raced.exists() && left[0]-- > 0) {
                touch(raced);
            }
        }));
        define(lake);
        return lake;
    }

    private static void define(FaultLake lake) {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { id: bigint, n: bigint } }
                gold:
                  g: { key: [id], load: by-key, sql: g.sql }
                """);
        lake.sql("g.sql", "select id, n from silver.t");
    }

    /** A commit of nothing at all. */
    private static void touch(DeltaTable table) {
        table.commit(new TableChange(
                table.snapshot().orElseThrow(),
                false,
                table.snapshot().orElseThrow().schema(),
                List.of(),
                List.of(),
                Optional.empty(),
                "WRITE",
                Map.of(),
                Map.of()));
    }

    private static void assertNoOrphans(FaultLake lake) throws IOException {
        Lake opened = Lake.open(lake.storage());
        for (TableName name : opened.tables()) {
            DeltaTable table = opened.table(name);
            Set<String> named = new HashSet<>();
            for (long version = 0; version <= table.snapshot().orElseThrow().version(); version++) {
                table.snapshot(version).files().stream().map(DataFile::name).forEach(named::add);
            }
            assertThat(filesOf(lake.home().resolve(table.folder().value())))
                    .as(name.toString())
                    .isEqualTo(named);
        }
    }

    private static Set<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    /** Tells before each file that is published. */
    private static final class PublishingStorage extends CrashingStorage {
        private final Consumer<StoragePath> before;

        PublishingStorage(LocalStorage storage, Consumer<StoragePath> before) {
            super(storage, Integer.MAX_VALUE);
            this.before = before;
        }

        @Override
        public void publish(StoragePath place, String fileName) {
            before.accept(place);
            super.publish(place, fileName);
        }
    }
}
