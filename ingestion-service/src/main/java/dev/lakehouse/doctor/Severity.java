package dev.lakehouse.doctor;

import java.util.Locale;

import dev.lakehouse.failure.FailureKind;

/** How bad a finding is, the worst last. */
public enum Severity {
    OK(0),
    /** Worth knowing, and no fault: something is not there and need not be. */
    NOTE(0),
    /** Works, but may not for long, or not for all. */
    WARNING(0),
    /** Does not work, and the user sets it right. */
    WRONG(FailureKind.USER.exitCode()),
    /** Does not work, because something outside failed. */
    FAILED(FailureKind.EXTERNAL.exitCode());

    private final int exitCode;

    Severity(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code where nothing worse was found. */
    public int exitCode() {
        return exitCode;
    }

    /** Its name in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
