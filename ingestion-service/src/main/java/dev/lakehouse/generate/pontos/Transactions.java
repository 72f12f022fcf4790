package dev.lakehouse.generate.pontos;

import java.io.IOException;

import dev.lakehouse.generate.Calendar;

/** Finds the transactions of which something may arrive on a day. */
final class Transactions {
    private final Programme programme;

    Transactions(Programme programme) {
        this.programme = programme;
    }

    /** What is done with each. */
    interface Visit {
        void visit(Transaction transaction) throws IOException;
    }

    /** Visits them from the oldest on. */
    void about(int day, Visit visit) throws IOException {
        Calendar calendar = programme.calendar();
        for (int made = Math.max(0, day - Transaction.LAST_WORD); made <= day; made++) {
            for (long id = calendar.firstOrder(made); id < calendar.firstOrder(made + 1); id++) {
                visit.visit(Transaction.of(id, made, programme));
            }
        }
    }
}
