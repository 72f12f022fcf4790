package dev.lakehouse.generate.musica;

import java.math.BigDecimal;
import java.util.Locale;

import dev.lakehouse.generate.City;
import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.Growth;
import dev.lakehouse.generate.musica.Song.Artist;

/** All songs, numbered from 1, and when their files land: what is true of a song follows from its number. */
final class Catalogue {
    private static final long PLAYS_PER_SONG = 100;
    private static final long FEWEST = 20;
    private static final long MOST = 10_000;
    private static final double KNOWN_AT_FIRST = 0.6;
    private static final long SONGS_PER_ARTIST = 3;
    private static final double NEVER_LANDS = 0.2;
    private static final double LATE = 0.3;
    private static final int LATEST_DAYS = 3;
    private static final int NEVER = Integer.MAX_VALUE;

    private static final int SHORTEST = 12_000_000;
    private static final int DURATIONS = 30_000_000;
    private static final double NO_YEAR = 0.3;
    private static final int FIRST_YEAR = 1958;
    private static final int YEARS = 66;
    private static final double NO_PLACE = 0.4;
    private static final int DIGITS = 36;
    private static final int LETTERS = 26;

    private static final String[] WHOSE = {
        "Os", "As", "Banda", "Trio", "Orquestra", "Coral", "DJ", "MC", "Duo", "Conjunto"
    };
    private static final String[] WHO = {
        "Girassóis",
        "Estrela d'Alva",
        "Maré Cheia",
        "Beija-Flor",
        "Açaí",
        "Neblina",
        "Ventania",
        "São João",
        "Caatinga",
        "Ímã",
        "Pôr do Sol",
        "Ñandu",
        "Sabiá",
        "Trovão",
        "Lua & Sol",
        "Praça 7",
        "Ipê",
        "Jangada",
        "Três Marias",
        "Zabumba"
    };
    private static final String[] TITLE = {
        "Saudade",
        "Coração",
        "Manhã",
        "Chuva",
        "Noite",
        "Carnaval",
        "Viagem",
        "Maré",
        "Sertão",
        "Estação",
        "Dança",
        "Canção",
        "Rio",
        "Segredo",
        "Vento",
        "Avenida"
    };
    private static final String[] TITLE_END = {
        "de Verão",
        "sem Fim",
        "(Ao Vivo)",
        "de Você",
        "\"Azul\"",
        "à Toa",
        "da Manhã",
        "em Mim",
        "n° 5",
        "do Norte",
        "e Paz",
        "[Remix]"
    };

    private final long seed;
    private final Growth growth;
    private final long artists;

    Catalogue(MusicaParameters parameters) {
        this.seed = parameters.seed();
        long total = Math.min(MOST, Math.max(FEWEST, parameters.plays() / PLAYS_PER_SONG));
        this.growth = new Growth((long) Math.ceil(total * KNOWN_AT_FIRST), total, parameters.days());
        this.artists = total / SONGS_PER_ARTIST;
    }

    /** Which songs are played at the end of a day, whether their files have landed or not. */
    Growth growth() {
        return growth;
    }

    /** The day on which its file lands: the one on which it is first played, up to three days later, or never. */
    int lands(long id) {
        Dice dice = Dice.of(seed, About.SONG_LANDING, id);
        if (dice.chance(NEVER_LANDS)) {
            return NEVER;
        }
        return growth.born(id) + (dice.chance(LATE) ? 1 + dice.below(LATEST_DAYS) : 0);
    }

    Song song(long id) {
        Dice dice = Dice.of(seed, About.SONG, id);
        long artist = 1 + dice.below(artists);
        String title = dice.oneOf(TITLE) + " " + dice.oneOf(TITLE_END);
        BigDecimal duration = BigDecimal.valueOf(SHORTEST + dice.below(DURATIONS), 5);
        int year = dice.chance(NO_YEAR) ? 0 : FIRST_YEAR + dice.below(YEARS);
        return new Song(name("SO", dice, id), title, artist(artist), duration, year);
    }

    /** Where its file is, below {@code song_data}: three folders by the letters behind {@code TR}. */
    String path(long id) {
        String track = name("TR", Dice.of(seed, About.SONG_LANDING, id), id);
        return track.charAt(2) + "/" + track.charAt(3) + "/" + track.charAt(4) + "/" + track + ".json";
    }

    private Artist artist(long id) {
        Dice dice = Dice.of(seed, About.ARTIST, id);
        String key = name("AR", dice, id);
        String name = dice.oneOf(WHOSE) + " " + dice.oneOf(WHO);
        if (dice.chance(NO_PLACE)) {
            return new Artist(key, name, "", 0, 0);
        }
        String location = City.some(dice).name() + ", Brasil";
        return new Artist(key, name, location, -hundredThousandths(dice, 30), -35 - hundredThousandths(dice, 25));
    }

    private static double hundredThousandths(Dice dice, int bound) {
        return dice.below(bound * 100_000) / 100_000.0;
    }

    /** Two letters of what it is, nine of chance, and its number, so that no two are the same. */
    private static String name(String what, Dice dice, long id) {
        StringBuilder name = new StringBuilder(what);
        for (int i = 0; i < 9; i++) {
            name.append((char) ('A' + dice.below(LETTERS)));
        }
        String number = Long.toString(id, DIGITS).toUpperCase(Locale.ROOT);
        return name.append("0".repeat(Math.max(0, 6 - number.length())))
                .append(number)
                .toString();
    }
}
