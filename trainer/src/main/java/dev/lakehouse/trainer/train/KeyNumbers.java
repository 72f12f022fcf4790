package dev.lakehouse.trainer.train;

import dev.lakehouse.trainer.feature.StableHash;

/**
 * A number from 0 on for each key, the same for the same one. Keys are known by 64 bits of their hash, in arrays: millions of them take
 * some 20 bytes each, and that two of ten million are taken for one has a chance of 1 in 300,000.
 */
final class KeyNumbers {
    private static final int FIRST_PLACES = 1024;

    /** 0 where a place is free. */
    private long[] hashes = new long[FIRST_PLACES];

    private int[] numbers = new int[FIRST_PLACES];
    private int count;

    int of(String key) {
        long hash = StableHash.of(key);
        long known = hash == 0 ? 1 : hash;
        int place = place(hashes, known);
        if (hashes[place] == 0) {
            if (count >= hashes.length / 4 * 3) {
                grow();
                place = place(hashes, known);
            }
            hashes[place] = known;
            numbers[place] = count++;
        }
        return numbers[place];
    }

    /** The hash's place, or the free one that it would have. */
    private static int place(long[] hashes, long hash) {
        int place = (int) hash & (hashes.length - 1);
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & (hashes.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] before = hashes;
        int[] numbered = numbers;
        hashes = new long[before.length * 2];
        numbers = new int[before.length * 2];
        for (int from = 0; from < before.length; from++) {
            if (before[from] != 0) {
                int to = place(hashes, before[from]);
                hashes[to] = before[from];
                numbers[to] = numbered[from];
            }
        }
    }
}
