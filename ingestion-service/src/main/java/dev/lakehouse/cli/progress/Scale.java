package dev.lakehouse.cli.progress;

import dev.lakehouse.engine.Progress.Unit;

/** The unit in which an amount of work has a handy number of digits. */
record Scale(String name, long size) {
    private static final long THOUSAND = 1_000;
    private static final int BITS = 10;

    static Scale of(long total, Unit unit) {
        return switch (unit) {
            case ROWS -> total < THOUSAND * THOUSAND ? new Scale("rows", 1) : new Scale("k rows", THOUSAND);
            case BYTES -> {
                if (total < 1L << (2 * BITS)) {
                    yield new Scale("KB", 1L << BITS);
                }
                yield total < 1L << (3 * BITS) ? new Scale("MB", 1L << (2 * BITS)) : new Scale("GB", 1L << (3 * BITS));
            }
        };
    }
}
