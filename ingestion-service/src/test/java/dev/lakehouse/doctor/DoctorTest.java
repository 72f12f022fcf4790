package dev.lakehouse.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DoctorTest {
    @Test
    void whateverACheckThrowsTheOthersAreMade() {
        List<Finding> heard = new ArrayList<>();

        Diagnosis diagnosis = new Doctor(List.of(
                        check("a", () -> {
                            throw new LakehouseException(FailureKind.EXTERNAL, "CODE", "What", "why", "fix");
                        }),
                        check("b", () -> {
                            throw new IllegalStateException("a bolt is loose");
                        }),
                        check("c", () -> List.of(Finding.ok("c", "well")))))
                .examine(heard::add);

        assertThat(diagnosis.findings())
                .isEqualTo(heard)
                .extracting(Finding::subject, Finding::severity, Finding::what)
                .containsExactly(
                        tuple("a", Severity.FAILED, "What"),
                        tuple("b", Severity.FAILED, "It could not be looked at"),
                        tuple("c", Severity.OK, "well"));
    }

    @Test
    void theWorstFindingDecidesTheExitCode() {
        Finding warning = Finding.warning("a", "what", "why", "fix");
        Finding wrong = Finding.wrong("b", "what", "why", "fix");
        Finding failed = Finding.failed("c", "what", "why", "fix");

        assertThat(exitCode()).isZero();
        assertThat(exitCode(Finding.ok("d", "what"), warning)).isZero();
        assertThat(exitCode(warning, wrong)).isEqualTo(2);
        assertThat(exitCode(failed, wrong, warning)).isEqualTo(5);
    }

    @Test
    void whatIsNotWantedYetIsAWarningAtMost() {
        Check unwanted = new IfWanted(check("a", () -> List.of(Finding.failed("a", "what", "why", "fix"))));

        assertThat(unwanted.look()).containsExactly(Finding.warning("a", "what", "why", "fix"));
    }

    private static int exitCode(Finding... findings) {
        return new Diagnosis(List.of(findings)).worst().exitCode();
    }

    private static Check check(String subject, Supplier<List<Finding>> look) {
        return new Check() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> look() {
                return look.get();
            }
        };
    }
}
