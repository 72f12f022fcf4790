package dev.lakehouse.doctor;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** A look at what the user has not asked for yet: whatever it sees is a warning at most. */
public record IfWanted(Check check) implements Check {
    public IfWanted {
        requireNonNull(check, "check is null");
    }

    @Override
    public String subject() {
        return check.subject();
    }

    @Override
    public List<Finding> look() {
        return check.look().stream()
                .map(finding -> finding.atMost(Severity.WARNING))
                .toList();
    }
}
