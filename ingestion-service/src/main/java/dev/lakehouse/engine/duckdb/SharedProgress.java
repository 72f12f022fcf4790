package dev.lakehouse.engine.duckdb;

import dev.lakehouse.engine.Progress;

/** Tells of pieces of work that go on at once as of one. What each of them is called is not told. */
final class SharedProgress {
    private final Progress progress;
    private final long total;
    private double done;

    /** @param total of all pieces, in bytes */
    SharedProgress(Progress progress, long total) {
        this.progress = progress;
        this.total = Math.max(1, total);
    }

    /** Takes what a piece of so many bytes tells; a piece that begins anew is as far as it was. */
    Progress piece(long bytes) {
        return new Progress() {
            private double reached;

            @Override
            public void begin(String activity, long units, Unit unit) {}

            @Override
            public void advance(double fraction) {
                synchronized (SharedProgress.this) {
                    if (fraction > reached) {
                        done += (fraction - reached) * bytes;
                        reached = fraction;
                        progress.advance(Math.min(1, done / total));
                    }
                }
            }

            @Override
            public void end() {}
        };
    }
}
