package dev.lakehouse.journey.sketch;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes of any text a name that every engine takes without quotes; of two texts, two names. */
final class LegalNames {
    private static final int LONGEST = 64;

    private final Set<String> taken = new HashSet<>();

    /** {@code Preço (R$)} becomes {@code preco_r}. */
    static String of(String text, String otherwise) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) {
            return otherwise;
        }
        String legal = Character.isDigit(plain.charAt(0)) ? otherwise + "_" + plain : plain;
        return legal.substring(0, Math.min(legal.length(), LONGEST));
    }

    /** The same, unlike all names that were given out before. */
    String next(String text, String otherwise) {
        String name = of(text, otherwise);
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }
}
