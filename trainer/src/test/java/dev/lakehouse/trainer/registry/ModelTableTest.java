package dev.lakehouse.trainer.registry;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.rowfile.TableRewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelTableTest {
    private static final Instant THEN = Instant.parse("2026-11-21T19:00:00.123Z");

    @TempDir
    Path home;

    @Test
    void keepsWhatItIsGivenAsATableOfTheLake() {
        assertThat(table().rows()).isEmpty();
        table().add(ModelRows.row("a", THEN));
        table().add(ModelRows.row("b", THEN.plusSeconds(5)));
        table().add(ModelRows.row("a", THEN));
        assertThat(table().rows()).containsExactly(ModelRows.row("b", THEN.plusSeconds(5)), ModelRows.row("a", THEN));
        assertThatThrownBy(() -> table().add(ModelRows.row("a", THEN.plusSeconds(1))))
                .hasMessageContaining("There is another run called a");
        assertThat(lake().tables()).containsExactly(TableName.parse("ops.models"));
        assertThat(lake().table(ModelTable.NAME).snapshot().orElseThrow().files())
                .singleElement()
                .satisfies(file -> assertThat(file.rows()).isEqualTo(2))
                .satisfies(file ->
                        assertThat(file.statistics()).contains("\"run\":\"a\"", "\"run\":\"b\"", "\"promoted_at\":2"));
    }

    /** Machines' clocks differ. */
    @Test
    void aPromotionCountsThoughTheClockIsBehind() {
        table().add(ModelRows.row("a", THEN));
        table().add(ModelRows.row("b", THEN));
        table().promote("a", THEN.plusSeconds(60));
        table().promote("b", THEN);
        assertThat(table().promoted("recompra").orElseThrow().run()).isEqualTo("b");
        assertThat(table().run("b").promotedAt()).contains(THEN.plusSeconds(60).plusMillis(1));
        table().promote("b", THEN);
        assertThat(table().run("b").promotedAt())
                .as("as it was, for it predicts already")
                .contains(THEN.plusSeconds(60).plusMillis(1));
    }

    @Test
    void aPlaceIsTakenOnlyFromWhoeverHasIt() {
        table().add(ModelRows.row("a", THEN));
        table().add(ModelRows.row("b", THEN));
        assertThat(table().promoteInPlaceOf(Optional.of("b"), "a", THEN)).isFalse();
        assertThat(table().promoted("recompra")).isEmpty();
        assertThat(table().promoteInPlaceOf(Optional.empty(), "a", THEN)).isTrue();
        assertThat(table().promoteInPlaceOf(Optional.empty(), "b", THEN)).isFalse();
        assertThat(table().promoteInPlaceOf(Optional.of("a"), "b", THEN)).isTrue();
        assertThat(table().promoted("recompra").orElseThrow().run()).isEqualTo("b");
    }

    @Test
    void ofAModelTheNewestRunIsMeant() {
        table().add(ModelRows.row("b", THEN.plusSeconds(5)));
        table().add(ModelRows.row("a", THEN));
        assertThat(table().runOrNewestOf("recompra").run()).isEqualTo("b");
        assertThat(table().runOrNewestOf("a").run()).isEqualTo("a");
        assertThatThrownBy(() -> table().runOrNewestOf("other")).hasMessageContaining("There is no run other");
    }

    @Test
    void thePromotedRunIsTheOneThatWasPromotedLast() {
        table().add(ModelRows.row("a", THEN));
        table().add(ModelRows.row("b", THEN.plusSeconds(5)));
        assertThat(table().promoted("recompra")).isEmpty();
        table().promote("b", THEN.plusSeconds(10));
        table().promote("a", THEN.plusSeconds(20));
        assertThat(table().promoted("recompra").orElseThrow().run()).isEqualTo("a");
        assertThat(table().promoted("other")).isEmpty();
        assertThat(table().rows()).hasSize(2);
    }

    /** A lake may have runs of an earlier version. */
    @Test
    void columnsThatCameLaterAreEmptyInEarlierRows() {
        List<Column> earlier = ModelRow.SCHEMA.columns().stream()
                .filter(column -> !List.of("question", "saved_model", "device").contains(column.name()))
                .toList();
        ModelRow row = ModelRows.row("a", THEN);
        new TableRewrite(lake(), ModelTable.NAME, new TableSchema(earlier)).apply((before, after) -> {
            after.write(IntStream.range(0, row.values().size())
                    .filter(i -> earlier.contains(ModelRow.SCHEMA.columns().get(i)))
                    .mapToObj(i -> row.values().get(i))
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
            return Optional.of(new TableRewrite.Change("WRITE", Map.of(), Map.of()));
        });

        table().add(ModelRows.row("b", THEN.plusSeconds(5)));

        assertThat(table().rows()).extracting(ModelRow::run).containsExactly("b", "a");
        assertThat(table().run("a").question()).isEmpty();
        assertThat(table().run("a").endedAt()).isEqualTo(row.endedAt());
        assertThat(table().run("b").savedModel()).isEqualTo("ef56");
    }

    @Test
    void anUnknownRunIsSaidWithTheNearest() {
        table().add(ModelRows.row("20261121-190000", THEN));
        assertThatThrownBy(() -> table().run("20261121-190001"))
                .isInstanceOf(LakehouseException.class)
                .hasMessageContaining("the nearest name is 20261121-190000");
    }

    @Test
    void writersAtOnceLoseNothing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        for (int i = 0; i < 4; i++) {
                            table().add(ModelRows.row("w" + writer + "-" + i, THEN));
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(table().rows())
                .extracting(ModelRow::run)
                .doesNotHaveDuplicates()
                .hasSize(12);
    }

    private Lake lake() {
        return Lake.open(new LocalStorage(home));
    }

    private ModelTable table() {
        return new ModelTable(lake());
    }
}
