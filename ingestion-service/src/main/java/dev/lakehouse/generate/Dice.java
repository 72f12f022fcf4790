package dev.lakehouse.generate;

/**
 * Repeatable chance: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 *
 * <p>Written out here, for the JDK does not promise that its own generators turn bits into bounded numbers in the same way in
 * every version. Each thing that is made up has its own dice, found from what it is and its number: whatever is true of order 17
 * can be found again without having kept it.
 */
public final class Dice {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double TO_UNIT = 0x1p-53;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** What chance is asked about. The numbers set apart what bears the same id; files depend on them. */
    public enum About {
        CUSTOMER(1),
        CUSTOMER_DETAILS(2),
        MOVE(3),
        PRODUCT(4),
        PRICE(5),
        STOCK(6),
        ORDER(7),
        CORRECTION(8),
        DIRT_OF_CLIENTES(9),
        DIRT_OF_PRODUTOS(10),
        DIRT_OF_PEDIDOS(11),
        SONG(12),
        ARTIST(13),
        SONG_LANDING(14),
        LISTENER(15),
        SESSION(16),
        DIRT_OF_LOGS(17),
        CLIENTE(18),
        CLIENTE_CHANGE(19),
        PRODUTO(20),
        PRODUTO_CHANGE(21),
        TRANSACAO(22),
        TRANSACAO_CHANGE(23),
        ITEM(24),
        DIRT_OF_TRANSACOES(25);

        private final long number;

        About(long number) {
            this.number = number;
        }
    }

    /** The dice of one thing. */
    public static Dice of(long seed, About about, long id) {
        return new Dice(hash(seed, about, id));
    }

    /** The dice of one thing on one day. */
    public static Dice of(long seed, About about, long id, int day) {
        return new Dice(mix(hash(seed, about, id) + day * GAMMA));
    }

    /** 64 bits for one thing, where these are enough. */
    public static long hash(long seed, About about, long id) {
        return mix(mix(seed + about.number * GAMMA) + id * GAMMA);
    }

    /** From 0 to below {@code bound}, which is at most 2^62. */
    public long below(long bound) {
        return Math.multiplyHigh(next() >>> 1, bound << 1);
    }

    /** From 0 to below {@code bound}. */
    public int below(int bound) {
        return (int) below((long) bound);
    }

    /** One of them. */
    public <T> T oneOf(T[] things) {
        return things[below(things.length)];
    }

    /** From 0 to below 1. */
    public double unit() {
        return (next() >>> 11) * TO_UNIT;
    }

    /** True in the given share of cases, 0 to 1. */
    public boolean chance(double share) {
        return unit() < share;
    }

    private long next() {
        state += GAMMA;
        return mix(state);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
