package dev.lakehouse.failure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void throwsNothingWhereNothingIsWrong() {
        problems.warn(new Problem("a.yml", 1, "odd", "why", "fix"));

        assertThatCode(() -> problems.throwIfAny("CODE", "The file")).doesNotThrowAnyException();
    }

    @Test
    void throwsAllOnceByPlace() {
        problems.add(new Problem("b.yml", 2, "second", "why", "fix"));
        problems.add(new Problem("b.yml", 10, "third", "why", "fix"));
        problems.add(new Problem("a.yml", 0, "first", "why", "fix"));
        problems.add(new Problem("b.yml", 2, "second", "why", "fix"));

        assertThatThrownBy(() -> problems.throwIfAny("CODE", "The file"))
                .isInstanceOf(LakehouseException.class)
                .hasMessage("""
                        The file has 3 problems: nothing runs before all of them are put right (fix: see the list below)
                          a.yml: first: why (fix: fix)
                          b.yml:2: second: why (fix: fix)
                          b.yml:10: third: why (fix: fix)""");
    }
}
