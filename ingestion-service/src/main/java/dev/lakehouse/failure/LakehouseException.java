package dev.lakehouse.failure;

import java.util.List;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * The one exception of the product: a stable code, what happened, why, and how to put it right.
 *
 * <p>{@code getMessage()} is the three sentences in one line, for logs, and below it a line for each of
 * {@link #problems()}; commands and the service print them apart.
 */
public final class LakehouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String code;
    private final String what;
    private final String why;
    private final String fix;
    private final transient List<Problem> problems;

    public LakehouseException(FailureKind kind, String code, String what, String why, String fix) {
        this(kind, code, what, why, fix, List.of(), null);
    }

    public LakehouseException(FailureKind kind, String code, String what, String why, String fix, Throwable cause) {
        this(kind, code, what, why, fix, List.of(), cause);
    }

    /** A failure of many parts, each with its own place and remedy. */
    public LakehouseException(
            FailureKind kind, String code, String what, String why, String fix, List<Problem> problems) {
        this(kind, code, what, why, fix, problems, null);
    }

    private LakehouseException(
            FailureKind kind,
            String code,
            String what,
            String why,
            String fix,
            List<Problem> problems,
            Throwable cause) {
        super(message(what, why, fix, problems), cause);
        this.kind = requireNonNull(kind, "kind is null");
        this.code = requireNonNull(code, "code is null");
        this.what = requireNonNull(what, "what is null");
        this.why = requireNonNull(why, "why is null");
        this.fix = requireNonNull(fix, "fix is null");
        this.problems = List.copyOf(problems);
    }

    private static String message(String what, String why, String fix, List<Problem> problems) {
        return what + ": " + why + " (fix: " + fix + ")"
                + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
    }

    /** Who can put it right. */
    public FailureKind kind() {
        return kind;
    }

    /** A stable name in capitals, for machines: {@code TABLE_NOT_FOUND}. */
    public String code() {
        return code;
    }

    /** What happened, without a full stop: {@code There is no table silver.pedido}. */
    public String what() {
        return what;
    }

    /** Why it happened. */
    public String why() {
        return why;
    }

    /** What the reader can do about it. */
    public String fix() {
        return fix;
    }

    /** Its parts, by source and line, where it has any. */
    public List<Problem> problems() {
        return problems;
    }
}
