package dev.lakehouse.engine;

/** Is told how far a piece of work has come; calls come from any thread, one piece of work at a time. */
public interface Progress {
    /** What an amount of work is counted in. */
    enum Unit {
        BYTES,
        ROWS
    }

    /** Nobody listens. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String activity, long total, Unit unit) {}

        @Override
        public void advance(double fraction) {}

        @Override
        public void end() {}
    };

    /** A piece of work of {@code total} units begins; the one before has ended. */
    void begin(String activity, long total, Unit unit);

    /** {@code fraction} (0 to 1) of it is done. */
    void advance(double fraction);

    /** It is done, or has failed. */
    void end();
}
