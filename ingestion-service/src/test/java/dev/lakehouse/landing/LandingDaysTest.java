package dev.lakehouse.landing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LandingDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 31);
    private static final LocalDate LAST = LocalDate.of(2024, 2, 2);

    @ParameterizedTest
    @CsvSource({
        "shop/orders/2024-01-30.csv, false",
        "shop/orders/2024-01-31.csv, true",
        "shop/orders/2024/02/01/part-7.csv, true",
        "shop/orders/orders_20240202_final.csv, true",
        "shop/orders/2024-02-03.csv, false",
        // The last that is a day counts.
        "shop/2023-01-01/orders-2024-02-01.csv, true",
        "shop/2024-02-01/orders-99999999.csv, true",
        "shop/year=2024/month=02/day=01/part-0.parquet, true",
        "shop/Year=2024/Month=2/Day=1/hour=05/part-0.parquet, true",
        "shop/year=2024/month=02/day=03/part-0.parquet, false",
        "shop/2024-02-01/year=2024/month=02/day=03/part-0.parquet, false",
        "shop/year=2024/month=02/day=03/2024-02-01.parquet, true",
        "shop/dt=2024-02-01/part-0.parquet, true",
        "shop/orders/20240201235959.csv, true",
        "shop/orders/20240201T235959.csv, true",
        "shop/orders/20240201T235959Z.csv, true",
        "shop/orders/20240201_235959.csv, true",
        "shop/orders/20240203_20240201.csv, true",
        // Numbers of parts are no days.
        "shop/20240201/part-00010101.csv, true",
        "shop/20240201/part-19691231.csv, true",
        "shop/20240201/part-30000101.csv, true",
        // No days: no such time, too many digits, no such month or day, a folder too few.
        "shop/orders/20240201240000.csv, false",
        "shop/orders/20240201123000123.csv, false",
        "shop/orders/20240230.csv, false",
        "shop/year=2024/month=02/day=30/part-0.parquet, false",
        "shop/year=2024/month=02/part-0.parquet, false",
        "shop/orders/2024-13-01.csv, false",
        "shop/orders/plain.csv, false"
    })
    void aFileIsOfTheLastDayInItsPath(String path, boolean included) {
        assertThat(days(FIRST, LAST).include(file(path, "2030-01-01T00:00:00Z")))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @CsvSource({"1969-12-31, false", "1970-01-01, true", "2999-12-31, true", "3000-01-01, false"})
    void daysAreOfTheYears1970To2999(String day, boolean isDay) {
        LocalDate only = LocalDate.parse(day);

        assertThat(days(only, only).include(file("shop/" + day + ".csv", "2024-02-01T00:00:00Z")))
                .isEqualTo(isDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-30T23:59:59Z, false",
        "2024-01-31T00:00:00Z, true",
        "2024-02-02T23:59:59Z, true",
        "2024-02-03T00:00:00Z, false"
    })
    void aFileWithoutADayIsOfTheOneOnWhichItLanded(String landed, boolean included) {
        assertThat(days(FIRST, LAST).include(file("shop/orders/plain.csv", landed)))
                .isEqualTo(included);
    }

    @Test
    void aSideCanBeOpen() {
        StoredFile file = file("shop/2024-02-01.csv", "2030-01-01T00:00:00Z");

        assertThat(days(FIRST, null).include(file)).isTrue();
        assertThat(days(LAST, null).include(file)).isFalse();
        assertThat(days(null, LAST).include(file)).isTrue();
        assertThat(days(null, FIRST).include(file)).isFalse();
        assertThat(LandingDays.ALL.include(file)).isTrue();
    }

    @Test
    void theFirstDayIsNotBehindTheLast() {
        assertThatThrownBy(() -> days(LAST, FIRST)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LandingDays days(LocalDate from, LocalDate to) {
        return new LandingDays(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private static StoredFile file(String path, String landed) {
        return new StoredFile(new StoragePath("landing/" + path), 1, Instant.parse(landed), "f");
    }
}
