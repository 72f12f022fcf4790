package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;

/** Does checks one after the other and keeps what they find. A check that cannot be done, say for want of memory, ends all. */
final class FoundProblems {
    private final List<Problem> found = new ArrayList<>();

    /** Does a check; what it throws because the user is wrong becomes a problem. Tells whether it threw nothing. */
    boolean attempt(Function<LakehouseException, Problem> problem, Runnable check) {
        try {
            check.run();
            return true;
        } catch (LakehouseException e) {
            if (e.kind() != FailureKind.USER) {
                throw e;
            }
            found.add(problem.apply(e));
            return false;
        }
    }

    void add(Problem problem) {
        found.add(problem);
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
