package dev.lakehouse.generate.musica;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.lakehouse.generate.Calendar;
import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.Making;
import dev.lakehouse.generate.musica.EventLine.Event;

/** A day's listening log: session by session, so that times go back and forth between them. */
final class LogFile {
    private static final int MOST_PLAYS = 8;
    private static final int LAST_HOUR_OF_A_START = 22;
    private static final int MILLIS_PER_HOUR = 3_600_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int LONGEST_READING = 60_000;
    private static final double LOGGED_OUT_FIRST = 0.2;
    private static final double LOOKS_AROUND = 0.15;
    private static final String[] PAGES = {"Settings", "Help", "About", "Upgrade", "Downgrade"};
    private static final double WHOLE = 100;

    private final MusicaParameters parameters;
    private final Calendar calendar;
    private final Catalogue catalogue;

    LogFile(MusicaParameters parameters, Calendar calendar, Catalogue catalogue) {
        this.parameters = parameters;
        this.calendar = calendar;
        this.catalogue = catalogue;
    }

    void write(int day, OutputStream out, Making making) throws IOException {
        EventLine lines = new EventLine(out);
        long end = calendar.firstOrder(day + 1);
        for (long play = calendar.firstOrder(day); play < end; play += MOST_PLAYS) {
            session(day, play, (int) Math.min(MOST_PLAYS, end - play), lines, making);
        }
    }

    private void session(int day, long first, int plays, EventLine lines, Making making) throws IOException {
        Dice dice = Dice.of(parameters.seed(), About.SESSION, first);
        long listener = 1 + (long) (Listener.count(parameters.plays()) * dice.unit() * dice.unit());
        boolean paid = Listener.isPaid(parameters.seed(), listener, day, parameters.days());
        String level = paid ? "paid" : "free";
        Session session = new Session(first, Optional.of(Listener.of(parameters.seed(), listener)), level);
        long ts = calendar.date(day).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()
                + dice.below(LAST_HOUR_OF_A_START * MILLIS_PER_HOUR);
        int item = 0;
        if (dice.chance(LOGGED_OUT_FIRST)) {
            lines.write(new Event(new Session(first, Optional.empty(), level), item++, "Home", ts));
            making.row();
        }
        lines.write(new Event(session, item++, "Home", ts += dice.below(LONGEST_READING)));
        making.row();
        for (long play = first; play < first + plays; play++) {
            Song song = catalogue.song(choice(dice, day));
            ts += dice.below(MILLIS_PER_SECOND);
            play(new Event(session, item++, "NextSong", ts), song, play, lines, making);
            ts += song.duration().longValue() * MILLIS_PER_SECOND;
            if (dice.chance(LOOKS_AROUND)) {
                lines.write(new Event(session, item++, dice.oneOf(PAGES), ts));
                making.row();
            }
        }
        lines.write(new Event(session, item, "Logout", ts + dice.below(LONGEST_READING)));
        making.row();
    }

    private void play(Event event, Song song, long play, EventLine lines, Making making) throws IOException {
        Dice dice = Dice.of(parameters.seed(), About.DIRT_OF_LOGS, play);
        Optional<MusicaDirt> dirt = dice.chance(parameters.dirty() / WHOLE)
                ? Optional.of(dice.oneOf(MusicaDirt.values()))
                : Optional.empty();
        lines.write(event, song, dirt);
        making.thing("plays");
        making.row();
        if (dirt.filter(MusicaDirt.REPEATED_EVENT::equals).isPresent()) {
            making.row();
        }
        dirt.ifPresent(making::dirty);
    }

    /** Few songs are played often, most seldom. */
    private long choice(Dice dice, int day) {
        double unit = dice.unit();
        return 1 + (long) (catalogue.growth().known(day) * unit * unit);
    }
}
