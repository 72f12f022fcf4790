package dev.lakehouse.config.pipeline;

import static java.util.Objects.requireNonNull;

/** What every row of a silver table has to keep, and what becomes of a row that does not. */
public sealed interface Rule {
    /** What it is called in results and in quarantine: {@code not_null(quantidade)}. */
    String label();

    /** What becomes of a row that breaks it. */
    Action action();

    /** What becomes of a row that breaks a rule. */
    enum Action {
        /** It is kept, and counted. */
        WARN,
        /** It is left out, and counted. */
        DROP,
        /** It goes to the table's quarantine. */
        QUARANTINE,
        /** The whole batch fails and nothing is written. */
        FAIL
    }

    /** The column has a value. */
    record NotNull(String column, Action action) implements Rule {
        public NotNull {
            requireNonNull(column, "column is null");
            requireNonNull(action, "action is null");
        }

        @Override
        public String label() {
            return "not_null(" + column + ")";
        }
    }

    /** The column's value, if it has one, is a key in another silver table. */
    record References(String column, String table, Action action) implements Rule {
        public References {
            requireNonNull(column, "column is null");
            requireNonNull(table, "table is null");
            requireNonNull(action, "action is null");
        }

        @Override
        public String label() {
            return "references(" + column + ", " + table + ")";
        }
    }

    /** A SQL condition over the table's columns is true or null. */
    record Check(String name, String condition, Action action) implements Rule {
        public Check {
            requireNonNull(name, "name is null");
            requireNonNull(condition, "condition is null");
            requireNonNull(action, "action is null");
        }

        @Override
        public String label() {
            return "check(" + name + ")";
        }
    }
}
