package dev.lakehouse.config.pipeline;

import dev.lakehouse.schema.ColumnType;

import static java.util.Objects.requireNonNull;

/** A column of a gold table, and what a model is told of it. What is fitted (scales, vocabularies), is so on the training part. */
public sealed interface Feature {
    /** The column that it is read from. */
    String column();

    /** Whether values of that type can be told so. */
    boolean fits(ColumnType type);

    /** The types that fit, for messages. */
    String wanted();

    /** A number, or true or false as 1 and 0. */
    record Amount(String column, Scale scale) implements Feature {
        public Amount {
            requireNonNull(column, "column is null");
            requireNonNull(scale, "scale is null");
        }

        @Override
        public boolean fits(ColumnType type) {
            return ModelTypes.isNumber(type) || type == ColumnType.Primitive.BOOLEAN;
        }

        @Override
        public String wanted() {
            return "a number or boolean";
        }
    }

    /** One of a few values. The {@code most} frequent ones are known; all others are one, the unknown. */
    record Category(String column, int most) implements Feature {
        public Category {
            requireNonNull(column, "column is null");
        }

        @Override
        public boolean fits(ColumnType type) {
            return ModelTypes.isName(type);
        }

        @Override
        public String wanted() {
            return "a string, boolean or whole number";
        }
    }

    /** One of very many values, each in one of {@code buckets} by its hash: nothing is fitted, and none is unknown. */
    record Hashed(String column, int buckets) implements Feature {
        public Hashed {
            requireNonNull(column, "column is null");
        }

        @Override
        public boolean fits(ColumnType type) {
            return ModelTypes.isName(type);
        }

        @Override
        public String wanted() {
            return "a string, boolean or whole number";
        }
    }

    /** A list of names, each of which is there or not. The {@code most} frequent ones are known; all others are one. */
    record Members(String column, int most) implements Feature {
        public Members {
            requireNonNull(column, "column is null");
        }

        @Override
        public boolean fits(ColumnType type) {
            return type instanceof ColumnType.Array array && ModelTypes.isName(array.element());
        }

        @Override
        public String wanted() {
            return "an array of strings or whole numbers";
        }
    }

    /** A day: how far back it lies, where in the year and where in the week. */
    record Day(String column) implements Feature {
        public Day {
            requireNonNull(column, "column is null");
        }

        @Override
        public boolean fits(ColumnType type) {
            return ModelTypes.isTime(type);
        }

        @Override
        public String wanted() {
            return "a date or timestamp";
        }
    }

    /** How a number is told. */
    enum Scale {
        /** Less the training part's mean, by its standard deviation. */
        STANDARD,
        /** The same of the logarithm of 1 plus its size, with its sign: for amounts and counts with a long tail. */
        LOG,
        /** As it is. */
        NONE
    }
}
