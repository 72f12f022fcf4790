package dev.lakehouse.trainer.example;

/**
 * Repeatable chance: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Written out
 * here, for the JDK does not promise that its own generators turn bits into bounded numbers in the same way in every version, and
 * the order of rows decides the bits of a network.
 */
final class Chance {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** Another stream for each {@code about} of one seed. */
    Chance(long seed, long about) {
        this.state = mix(mix(seed + GAMMA) + about * GAMMA);
    }

    /** From 0 to below {@code bound}, which is 1 to 2^62. */
    long below(long bound) {
        state += GAMMA;
        return Math.multiplyHigh(mix(state) >>> 1, bound << 1);
    }

    /** 0 to {@code count - 1} in an order of chance (Fisher and Yates). */
    int[] order(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int with = (int) below(i + 1L);
            order[i] = order[with];
            order[with] = i;
        }
        return order;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
