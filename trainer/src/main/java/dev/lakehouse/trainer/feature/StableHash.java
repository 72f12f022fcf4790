package dev.lakehouse.trainer.feature;

import java.nio.charset.StandardCharsets;

/**
 * 64 bits for a name or a number, the same on every machine and JDK: FNV-1a (Fowler, Noll and Vo) over UTF-8, stirred by SplitMix64's
 * last step, for FNV's low bits alone are not even.
 */
public final class StableHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    /** Of a name. */
    public static long of(String name) {
        long hash = OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return mix(hash);
    }

    /** Of a number; another one than that of its text. */
    public static long of(long number) {
        return mix(number + 0x9e3779b97f4a7c15L);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
