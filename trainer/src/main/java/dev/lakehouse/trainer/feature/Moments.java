package dev.lakehouse.trainer.feature;

/** Mean and standard deviation of numbers that come one by one (Welford, "Note on a method for calculating corrected sums", 1962). */
final class Moments {
    private long count;
    private double mean;
    private double squares;

    void take(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    boolean none() {
        return count == 0;
    }

    double mean() {
        return mean;
    }

    /** 1 where all numbers are equal, so that they become 0 and another one tells how far off it is. */
    double deviation() {
        double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
        return deviation > 0 && Double.isFinite(deviation) ? deviation : 1;
    }
}
