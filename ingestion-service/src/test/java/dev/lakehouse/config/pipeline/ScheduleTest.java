package dev.lakehouse.config.pipeline;

import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScheduleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "0 2 1 */2 *",
                "*/5 0-6,22-23 1,15 JAN-mar/2 mon-fri",
                "59 23 31 12 7",
                "5/15 * * * 0",
                "@daily"
            })
    void acceptsCron(String expression) {
        assertThat(Schedule.parse(expression)).isEqualTo(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-1 * * * *",
                "1, * * * *",
                "-1 * * * *",
                "1--2 * * * *",
                "* * * foo *",
                "*/* * * * *",
                "@once",
                "every day at two"
            })
    void refusesTheRest(String expression) {
        assertThatThrownBy(() -> Schedule.parse(expression))
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.code()).isEqualTo("SCHEDULE_ILLEGAL"));
    }
}
