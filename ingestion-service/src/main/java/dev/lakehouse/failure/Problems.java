package dev.lakehouse.failure;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong, so that a user sees all of it at once. The same problem said twice counts once. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::source).thenComparingInt(Problem::line);

    private final Set<Problem> errors = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private int reports;

    /** Adds what must be put right before anything runs. */
    public void add(Problem problem) {
        reports++;
        errors.add(problem);
    }

    /** Adds what works, but may surprise. */
    public void warn(Problem problem) {
        warnings.add(problem);
    }

    /** How often something was added that must be put right, also where it had been said before. */
    public int reports() {
        return reports;
    }

    /** What must be put right, by source and line. */
    public List<Problem> errors() {
        return errors.stream().sorted(BY_PLACE).toList();
    }

    /** What may surprise, by source and line. */
    public List<Problem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }

    /** Throws all errors as one failure of kind user, if there are any; {@code subject} is what they were found in. */
    public void throwIfAny(String code, String subject) {
        if (!errors.isEmpty()) {
            throw failure(code, subject, errors());
        }
    }

    /** One failure of kind user of several problems; {@code subject} is what they were found in. */
    public static LakehouseException failure(String code, String subject, List<Problem> errors) {
        boolean one = errors.size() == 1;
        return new LakehouseException(
                FailureKind.USER,
                code,
                subject + (one ? " has a problem" : " has " + errors.size() + " problems"),
                "nothing runs before " + (one ? "it is" : "all of them are") + " put right",
                one ? "see it below" : "see the list below",
                errors);
    }
}
