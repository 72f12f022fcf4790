package dev.lakehouse.failure;

/** Who can put a failure right; it alone decides the exit code, the HTTP status (RFC 9457) and whether to retry. */
public enum FailureKind {
    /** The request or the configuration is wrong: the user changes it. */
    USER(2, 400, false),
    /** The data are wrong: rows or files must be mended, or a rule relaxed. */
    DATA(3, 422, false),
    /** Another writer won: the same request may succeed when it is made again. */
    CONFLICT(4, 409, true),
    /** Something outside the process failed: disk, network, another server. */
    EXTERNAL(5, 503, true),
    /** A fault of this program. */
    INTERNAL(1, 500, false);

    private final int exitCode;
    private final int httpStatus;
    private final boolean retryable;

    FailureKind(int exitCode, int httpStatus, boolean retryable) {
        this.exitCode = exitCode;
        this.httpStatus = httpStatus;
        this.retryable = retryable;
    }

    /** The process exit code of a command that failed this way. */
    public int exitCode() {
        return exitCode;
    }

    /** The HTTP status of a request that failed this way. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request, made again, may succeed. */
    public boolean retryable() {
        return retryable;
    }
}
