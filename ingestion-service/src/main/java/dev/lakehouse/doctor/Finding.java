package dev.lakehouse.doctor;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a check saw.
 *
 * @param subject what it is about: {@code memory}, {@code port 8080}
 * @param what what was seen
 * @param why why that matters; empty where all is well
 * @param fix what to do; empty where there is nothing to do
 */
public record Finding(String subject, Severity severity, String what, String why, String fix) {
    public Finding {
        requireNonNull(subject, "subject is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(what, "what is null");
        requireNonNull(why, "why is null");
        requireNonNull(fix, "fix is null");
    }

    public static Finding ok(String subject, String what) {
        return new Finding(subject, Severity.OK, what, "", "");
    }

    public static Finding note(String subject, String what, String why) {
        return new Finding(subject, Severity.NOTE, what, why, "");
    }

    public static Finding warning(String subject, String what, String why, String fix) {
        return new Finding(subject, Severity.WARNING, what, why, fix);
    }

    public static Finding wrong(String subject, String what, String why, String fix) {
        return new Finding(subject, Severity.WRONG, what, why, fix);
    }

    public static Finding failed(String subject, String what, String why, String fix) {
        return new Finding(subject, Severity.FAILED, what, why, fix);
    }

    /** The same, no worse than this. */
    public Finding atMost(Severity worst) {
        return severity.compareTo(worst) > 0 ? new Finding(subject, worst, what, why, fix) : this;
    }

    /** A failure, as what a check found. */
    public static Finding of(String subject, LakehouseException failure) {
        Severity severity = failure.kind() == FailureKind.USER ? Severity.WRONG : Severity.FAILED;
        return new Finding(subject, severity, failure.what(), failure.why(), failure.fix());
    }
}
