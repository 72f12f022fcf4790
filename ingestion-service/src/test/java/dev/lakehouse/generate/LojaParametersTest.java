package dev.lakehouse.generate;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class LojaParametersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, --orders 0",
        "10000000001, 1, 0, --orders 10000000001",
        "1, 0, 0, --days 0",
        "1, 36501, 0, --days 36501",
        "1, 1, -0.1, --dirty -0.1",
        "1, 1, 100.1, --dirty 100.1",
        "1, 1, NaN, --dirty NaN"
    })
    void whatIsOutOfBoundsIsNamed(long orders, int days, double dirty, String named) {
        assertThatThrownBy(() -> new LojaParameters(orders, days, 1, dirty))
                .hasMessageContaining(named)
                .asInstanceOf(type(LakehouseException.class))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USER));
    }
}
