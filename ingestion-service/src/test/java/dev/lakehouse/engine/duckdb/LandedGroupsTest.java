package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LandedGroupsTest {
    private static final long MB = 1 << 20;
    private static final long LIMIT = 512 * MB;

    @Test
    void filesOfOneSizeMakeGroupsOfOneSize() {
        assertThat(LandedGroups.of(files(LongStream.generate(() -> 19 * MB).limit(100))))
                .extracting(List::size)
                .containsExactly(25, 25, 25, 25);
    }

    @Test
    void theLastIsNotTheRest() {
        assertThat(LandedGroups.of(files(LongStream.of(300 * MB, 100 * MB, 100 * MB, 100 * MB, 100 * MB))))
                .extracting(List::size)
                .containsExactly(2, 3);
    }

    @Test
    void largeOnesAreGroupsByThemselvesAndEmptyOnesNone() {
        List<LandedFile> files = List.of(
                file(0, 2 * LIMIT, new Shape.Delimited(",")),
                file(1, 0, new Shape.Empty()),
                file(2, 2 * LIMIT, new Shape.Delimited(",")),
                file(3, 1, new Shape.JsonLines()));
        assertThat(LandedGroups.of(files))
                .containsExactly(List.of(files.get(0)), List.of(files.get(2)), List.of(files.get(3)));
    }

    @Property(tries = 500)
    void theyKeepTheOrderAndAreAsFewAsCanBe(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 600) Long> megabytes) {
        List<LandedFile> files = files(megabytes.stream().mapToLong(size -> size * MB));
        List<List<LandedFile>> groups = LandedGroups.of(files);

        assertThat(groups.stream().flatMap(List::stream)).containsExactlyElementsOf(files);
        assertThat(groups).allMatch(group -> group.size() == 1 || bytes(group) <= LIMIT);
        assertThat(groups).hasSize(fewest(files));
    }

    private static int fewest(List<LandedFile> files) {
        int groups = 1;
        long bytes = 0;
        for (LandedFile file : files) {
            if (bytes > 0 && bytes + file.bytes() > LIMIT) {
                groups++;
                bytes = 0;
            }
            bytes += file.bytes();
        }
        return groups;
    }

    private static long bytes(List<LandedFile> group) {
        return group.stream().mapToLong(LandedFile::bytes).sum();
    }

    private static List<LandedFile> files(LongStream sizes) {
        List<Long> all = sizes.boxed().toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> file(i, all.get(i), new Shape.Delimited(",")))
                .toList();
    }

    private static LandedFile file(int number, long bytes, Shape shape) {
        return new LandedFile(number + ".csv", Path.of(number + ".csv"), bytes, shape, List.of());
    }
}
