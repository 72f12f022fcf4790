package dev.lakehouse.generate;

import java.text.Normalizer;

/** A person's name as Brazil writes it, accents and all. */
public record PersonName(String first, String family) {
    private static final String[] FIRST = {
        "Ana", "João", "Maria", "José", "Antônia", "Francisco", "Beatriz", "Luís", "Conceição", "Sebastião", "Júlia",
                "Mateus",
        "Letícia", "André", "Inês", "Otávio", "Cecília", "Flávio", "Heloísa", "Caíque", "Lúcia", "Thiago", "Íris",
                "Ângelo",
        "Débora", "Rúben", "Patrícia", "Érico", "Sônia", "Vinícius", "Tainá", "Raimundo", "Yasmin", "Wesley", "Zélia",
                "Gonçalo"
    };
    private static final String[] FAMILY = {
        "Silva", "Souza", "Gonçalves", "Araújo", "Conceição", "Magalhães", "Brandão", "Muñoz", "D'Ávila", "Simões",
                "Assunção",
        "Pereira", "Lourenço", "Guimarães", "Müller", "Queiróz", "Falcão", "Nóbrega", "Sá", "Vasconcelos", "Antunes",
                "Tôrres",
        "Leão", "Moraes", "Esteves", "Quadros", "Yamamoto", "Kowalski", "Bittencourt", "Corrêa"
    };
    private static final String[] BETWEEN = {" ", " da ", " de ", " dos "};
    private static final int ASCII = 128;
    private static final double WITH_NICKNAME = 0.02;

    /** One of them. */
    public static PersonName some(Dice dice) {
        String first = dice.oneOf(FIRST);
        String nickname = dice.chance(WITH_NICKNAME) ? " \"" + first.substring(0, 2) + "\"" : "";
        return new PersonName(
                first, (nickname + dice.oneOf(BETWEEN) + dice.oneOf(FAMILY) + " " + dice.oneOf(FAMILY)).strip());
    }

    public String full() {
        return first + " " + family;
    }

    /** The first and the last word, without accents, for an e-mail address: {@code joao.davila}. */
    public String address() {
        String words = first + "." + family.substring(family.lastIndexOf(' ') + 1);
        StringBuilder address = new StringBuilder(words.length());
        Normalizer.normalize(words, Normalizer.Form.NFD)
                .chars()
                .filter(letter -> letter == '.' || (letter < ASCII && Character.isLetter(letter)))
                .forEach(letter -> address.append((char) Character.toLowerCase(letter)));
        return address.toString();
    }
}
