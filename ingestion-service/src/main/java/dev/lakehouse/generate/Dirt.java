package dev.lakehouse.generate;

import java.util.List;

import dev.lakehouse.generate.Dice.About;

/** Which rows of one kind are dirty, and how; found from a row's number alone, so that a later day can ask again. */
final class Dirt {
    private static final double WHOLE = 100;
    private static final long MOST_DAYS = 40_000;

    private final long seed;
    private final About about;
    private final double share;
    private final DirtKind[] kinds;

    Dirt(LojaParameters parameters, About about, List<DirtKind> kinds) {
        this.seed = parameters.seed();
        this.about = about;
        this.share = parameters.dirty() / WHOLE;
        this.kinds = kinds.toArray(DirtKind[]::new);
    }

    boolean isOn(long row) {
        return share > 0 && Dice.of(seed, about, row).chance(share);
    }

    /** How a dirty row is dirty. */
    DirtKind kind(long row) {
        Dice dice = Dice.of(seed, about, row);
        dice.unit(); // the throw that isOn looks at
        return dice.oneOf(kinds);
    }

    /** The number of a row that changes something on a day; first rows bear the thing's own number, above 0. */
    static long update(long id, int day) {
        return -(id * MOST_DAYS + day);
    }
}
