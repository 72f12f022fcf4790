package dev.lakehouse.engine.duckdb;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenQuotesTest {
    @Test
    void countsWhatALoopOverTheBytesCounts() {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[300];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // Bytes next to the one that is looked for, and those whose high bit is set, would betray a carry.
                bytes[i] = switch (random.nextInt(4)) {
                    case 0 -> (byte) '"';
                    case 1 -> (byte) ('"' ^ 0x80);
                    case 2 -> (byte) ('"' + 1);
                    default -> bytes[i];
                };
            }
            for (byte wanted : new byte[] {'"', '\'', 0, (byte) 0xFF}) {
                int expected = 0;
                for (int i = 0; i < length; i++) {
                    expected += bytes[i] == wanted ? 1 : 0;
                }
                assertThat(OpenQuotes.isOdd(bytes, length, wanted)).isEqualTo(expected % 2 != 0);
            }
        }
    }
}
