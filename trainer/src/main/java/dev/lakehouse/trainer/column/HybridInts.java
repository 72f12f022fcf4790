package dev.lakehouse.trainer.column;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Parquet's mixture of runs and packed bits ("RLE/bit-packing hybrid"), decoded at once. */
final class HybridInts {
    private static final int IN_A_GROUP = 8;

    private HybridInts() {}

    /** Decodes {@code count} values of {@code bits} bits each from the buffer's position on. */
    static int[] decode(ByteBuffer from, int bits, int count) {
        int[] values = new int[count];
        int done = 0;
        while (done < count) {
            int header = unsigned(from);
            if ((header & 1) == 0) {
                int end = Math.min(count, done + (header >>> 1));
                Arrays.fill(values, done, end, repeated(from, bits));
                done = end;
            } else {
                int packed = (header >>> 1) * IN_A_GROUP;
                int start = from.position();
                unpack(from, bits, values, done, Math.min(count, done + packed));
                done = Math.min(count, done + packed);
                // The last group of a page may be cut off where its values end.
                from.position(Math.min(from.limit(), start + packed / IN_A_GROUP * bits));
            }
        }
        return values;
    }

    private static void unpack(ByteBuffer from, int bits, int[] values, int start, int end) {
        long mask = (1L << bits) - 1;
        long held = 0;
        int heldBits = 0;
        for (int at = start; at < end; at++) {
            while (heldBits < bits) {
                held |= (from.get() & 0xffL) << heldBits;
                heldBits += Byte.SIZE;
            }
            values[at] = (int) (held & mask);
            held >>>= bits;
            heldBits -= bits;
        }
    }

    private static int repeated(ByteBuffer from, int bits) {
        int value = 0;
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            value |= (from.get() & 0xff) << shift;
        }
        return value;
    }

    private static int unsigned(ByteBuffer from) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
