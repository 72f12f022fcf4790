package dev.lakehouse.generate;

/**
 * What kind of buyer a customer is. It stands in no file: it is what a model has to guess from how often, how lately and what
 * the customer bought.
 */
enum Segment {
    LOYAL(13, 1.0, 400, 1600, 0.75),
    REGULAR(38, 0.2, 60, 240, 0.45),
    OCCASIONAL(77, 0.03, 15, 60, 0.15);

    private static final int OF = 128;

    /** How many of 128 customers. */
    private final int share;

    /** How eagerly they buy, relative to the most loyal. */
    final double appetite;

    /** After how many days, at least and at most, they drift away. */
    final int shortestLife;

    final int longestLife;

    /** How many of them like best what is used up and bought again. */
    final double consumers;

    Segment(int share, double appetite, int shortestLife, int longestLife, double consumers) {
        this.share = share;
        this.appetite = appetite;
        this.shortestLife = shortestLife;
        this.longestLife = longestLife;
        this.consumers = consumers;
    }

    /** The segment of a customer whose top seven bits are these. */
    static Segment of(long bits) {
        int at = (int) (bits >>> 57) % OF;
        if (at < LOYAL.share) {
            return LOYAL;
        }
        return at < LOYAL.share + REGULAR.share ? REGULAR : OCCASIONAL;
    }
}
