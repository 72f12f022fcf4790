package dev.lakehouse.generate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0 0.00 0,00",
                "7 0.07 0,07",
                "99999 999.99 999,99",
                "100000 1000.00 1.000,00",
                "123456789 1234567.89 1.234.567,89"
            })
    void amountsAreWrittenInBothWays(long cents, String plain, String brazilian) {
        assertThat(Money.plain(cents)).hasToString(plain);
        assertThat(Money.brazilian(cents)).isEqualTo(brazilian);
    }
}
