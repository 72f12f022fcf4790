package dev.lakehouse.generate;

/** Things numbered from 1 that become known over the days: some on the first, the rest evenly until the last. */
public record Growth(long initial, long total, int days) {
    public Growth {
        if (initial < 1 || total < initial || days < 1) {
            throw new IllegalArgumentException("no growth from " + initial + " to " + total + " in " + days + " days");
        }
    }

    /** How many are known at the end of a day, counted from 0; none before day 0. */
    public long known(int day) {
        return day < 0 ? 0 : initial + (total - initial) * (day + 1) / days;
    }

    /** The day on which a number became known. */
    public int born(long id) {
        if (id <= initial) {
            return 0;
        }
        long growing = total - initial;
        return (int) (((id - initial) * days + growing - 1) / growing) - 1;
    }
}
