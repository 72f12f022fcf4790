package dev.lakehouse.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/** Makes all checks, one after the other, whatever becomes of each. */
public final class Doctor {
    private final List<Check> checks;

    public Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Looks; {@code listener} hears of each finding at once. */
    public Diagnosis examine(Consumer<Finding> listener) {
        requireNonNull(listener, "listener is null");
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            for (Finding finding : look(check)) {
                findings.add(finding);
                listener.accept(finding);
            }
        }
        return new Diagnosis(findings);
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (LakehouseException e) {
            return List.of(Finding.of(check.subject(), e));
        } catch (RuntimeException e) {
            return List.of(Finding.failed(
                    check.subject(),
                    "It could not be looked at",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "report it; what is said of the other things holds"));
        }
    }
}
