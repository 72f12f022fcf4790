package dev.lakehouse.serve.web;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** A failure whose status HTTP itself settles; all others have that of their kind. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final LakehouseException failure;

    Refusal(int status, LakehouseException failure) {
        super(failure.what(), failure);
        this.status = status;
        this.failure = failure;
    }

    static Refusal of(int status, String code, String what, String why, String fix) {
        return new Refusal(status, new LakehouseException(FailureKind.USER, code, what, why, fix));
    }

    int status() {
        return status;
    }

    LakehouseException failure() {
        return failure;
    }
}
