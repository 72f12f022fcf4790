package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuoteParityTest {
    private static final int BYTES = 3_000_000;

    @TempDir
    Path folder;

    @Test
    void isWhatALoopFromTheBeginningFinds() throws IOException {
        byte[] content = content();
        try (FileChannel file = file(content)) {
            QuoteParity parity = new QuoteParity(file, "\"", () -> {});
            for (int place : new int[] {0, 1, 7, 7, 65_537, 1_500_000, 2_999_999, BYTES}) {
                long quotes = 0;
                for (int i = 0; i < place; i++) {
                    quotes += content[i] == '"' ? 1 : 0;
                }
                assertThat(parity.openAt(place)).isEqualTo(quotes % 2 != 0);
            }
        }
    }

    @Test
    void readsTheFileOnceHoweverManyPlacesAreAskedFor() throws IOException {
        AtomicInteger buffers = new AtomicInteger();
        try (FileChannel file = file(content())) {
            QuoteParity parity = new QuoteParity(file, "\"", buffers::incrementAndGet);
            for (int place = BYTES / 100; place <= BYTES; place += BYTES / 100) {
                parity.openAt(place);
            }
        }
        assertThat(buffers).as("one for each place, none of them again").hasValue(100);
    }

    @Test
    void isStoppedWhileItCounts() throws IOException {
        StopSignal signal = new StopSignal();
        signal.ask();
        try (FileChannel file = file(content())) {
            assertThatThrownBy(() -> new QuoteParity(file, "\"", signal::check).openAt(BYTES))
                    .isInstanceOfSatisfying(
                            LakehouseException.class, e -> assertThat(e.code()).isEqualTo("WORK_STOPPED"));
        }
    }

    @Test
    void withoutQuotesNoneIsOpen() throws IOException {
        byte[] zeros = new byte[11];
        try (FileChannel file = file(zeros)) {
            QuoteParity parity = new QuoteParity(file, "", () -> {});
            assertThat(parity.openAt(zeros.length)).isFalse();
            assertThat(parity.areIn(zeros, zeros.length)).isFalse();
        }
    }

    private static byte[] content() {
        byte[] content = new byte[BYTES];
        Arrays.fill(content, (byte) 'x');
        Random random = new Random(1);
        for (int quote = 0; quote < 100_001; quote++) {
            content[random.nextInt(BYTES)] = '"';
        }
        return content;
    }

    private FileChannel file(byte[] content) throws IOException {
        return FileChannel.open(Files.write(folder.resolve("a.csv"), content));
    }
}
