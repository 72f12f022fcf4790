package dev.lakehouse.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.generate.musica.MusicaGenerator;
import dev.lakehouse.generate.musica.MusicaParameters;
import dev.lakehouse.generate.pontos.PontosGenerator;
import dev.lakehouse.generate.pontos.PontosParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds of the files of musica and pontos alike. */
class OtherGeneratorsTest {
    private static final int DAYS = 6;

    @TempDir
    private Path folder;

    enum Kind {
        MUSICA,
        PONTOS;

        Made days(int first, int last, long seed, Path landing, boolean overwrite, LongConsumer progress) {
            return this == MUSICA
                    ? new MusicaGenerator(new MusicaParameters(400, DAYS, seed, 5))
                            .generateDays(first, last, landing, overwrite, progress)
                    : new PontosGenerator(new PontosParameters(400, DAYS, seed, 5))
                            .generateDays(first, last, landing, overwrite, progress);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameOptionsMakeTheSameBytesAllAtOnceOrDayByDay(Kind kind) throws IOException {
        Made all = kind.days(1, DAYS, 3, folder.resolve("a"), false, rows -> {});
        Made byDay = Made.NOTHING;
        for (int day = 1; day <= DAYS; day++) {
            byDay = byDay.plus(kind.days(day, day, 3, folder.resolve("b"), false, rows -> {}));
        }

        assertThat(byDay).isEqualTo(all);
        assertThat(contents(folder.resolve("b"))).isEqualTo(contents(folder.resolve("a")));
        assertThat(contents(folder.resolve("a"))).hasSize(all.files());
        assertThat(all.dirt()).isNotEmpty();
        kind.days(1, DAYS, 4, folder.resolve("c"), false, rows -> {});
        assertThat(contents(folder.resolve("c"))).isNotEqualTo(contents(folder.resolve("a")));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsLeftAloneAndOtherContentIsToldOf(Kind kind) {
        Made first = kind.days(1, DAYS, 3, folder, false, rows -> {});
        Made again = kind.days(1, DAYS, 3, folder, false, rows -> {});
        assertThat(again.files()).isEqualTo(first.files());
        assertThat(again.filesWritten()).isZero();

        assertThatThrownBy(() -> kind.days(1, DAYS, 4, folder, false, rows -> {}))
                .isInstanceOf(LakehouseException.class)
                .hasMessageContaining("--seed")
                .hasMessageContaining("--overwrite");
        assertThat(kind.days(1, DAYS, 4, folder, true, rows -> {}).filesWritten())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void progressIsToldUpToTheLastRow(Kind kind) {
        long[] told = {0};
        Made made = kind.days(1, DAYS, 3, folder, false, rows -> {
            assertThat(rows).isGreaterThanOrEqualTo(told[0]);
            told[0] = rows;
        });
        assertThat(told[0]).isEqualTo(made.rows());
    }

    @Test
    void optionsOutOfBoundsAreRefused() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new MusicaParameters(0, 1, 1, 0),
                () -> new MusicaParameters(1, 0, 1, 0),
                () -> new PontosParameters(1, 1, 1, 101),
                () -> new PontosParameters(-1, 1, 1, 0))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(LakehouseException.class)
                    .hasMessageContaining("cannot be generated with --");
        }
    }

    private static Map<String, String> contents(Path landing) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(landing)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(found -> !found.toString().contains(".generate"))
                    .toList()) {
                contents.put(
                        landing.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
