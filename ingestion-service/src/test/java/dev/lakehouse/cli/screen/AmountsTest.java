package dev.lakehouse.cli.screen;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AmountsTest {
    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Amounts.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Amounts.count(1, "row", "rows")).isEqualTo("1 row");
        assertThat(Amounts.count(0, "row", "rows")).isEqualTo("0 rows");
        assertThat(Amounts.bytes(900)).isEqualTo("900 B");
        assertThat(Amounts.bytes(1_800_000_000L)).isEqualTo("1.7 GB");
        assertThat(Amounts.time(Instant.parse("2024-01-31T12:00:00.999Z"))).isEqualTo("2024-01-31 12:00:00");
    }

    @Test
    void timesAreInTheUnitThatMatters() {
        assertThat(Amounts.seconds(Duration.ofMillis(49))).isEqualTo("0.0 s");
        assertThat(Amounts.seconds(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(Amounts.seconds(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(Amounts.seconds(Duration.ofMinutes(121))).isEqualTo("2 h 1 min");
    }
}
