package dev.lakehouse.generate.musica;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.LongConsumer;

import dev.lakehouse.generate.Calendar;
import dev.lakehouse.generate.LandingWriter;
import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.Making;

/**
 * Makes the landing files of the pipeline {@code musica}: a streaming service, from 2024-01-01 on.
 *
 * <p>Below the landing folder there are {@code musica/song_data/A/B/C/TRABC....json}, one object a file, and
 * {@code musica/log_data/2024/01/2024-01-01-events.json}, a day's events, one object a line. Plays make up most events; the
 * others are pages. A song of the catalogue lands on the day of its first plays or up to three days after it, and one in five
 * never does. Listeners begin to pay, or stop. Lines stand in the order of sessions, not of time.
 *
 * <p>The same parameters give the same bytes, on every platform and JDK. Memory does not grow with the number of plays.
 */
public final class MusicaGenerator {
    private final MusicaParameters parameters;
    private final Calendar calendar;
    private final Catalogue catalogue;
    private final LogFile logFile;

    public MusicaGenerator(MusicaParameters parameters) {
        this.parameters = parameters;
        this.calendar = new Calendar(parameters.plays(), parameters.days());
        this.catalogue = new Catalogue(parameters);
        this.logFile = new LogFile(parameters, calendar, catalogue);
    }

    /**
     * Makes the files of all days. One that is there with the same content is left alone.
     *
     * @param landing the lake's landing folder; made where it is not there
     * @param overwrite whether a file that is there with other content is replaced; if not, that is a failure of kind user
     * @param progress is told now and then, and at the end, how many rows there are so far
     */
    public Made generate(Path landing, boolean overwrite, LongConsumer progress) {
        return generateDays(1, parameters.days(), landing, overwrite, progress);
    }

    /** The same for the days from one to another, counted from 1, both included. */
    public Made generateDays(int first, int last, Path landing, boolean overwrite, LongConsumer progress) {
        Objects.checkFromToIndex(first - 1, last, parameters.days());
        Made all = Made.NOTHING;
        try (LandingWriter writer = new LandingWriter(landing, overwrite)) {
            for (int day = first - 1; day < last; day++) {
                all = all.plus(write(day, new Making(all.rows(), progress), writer));
            }
        }
        return all;
    }

    /** The date of a day, counted from 1. */
    public LocalDate date(int day) {
        return calendar.date(day - 1);
    }

    private Made write(int day, Making making, LandingWriter writer) {
        for (long id = 1; id <= catalogue.growth().known(day); id++) {
            if (catalogue.lands(id) == day) {
                Song song = catalogue.song(id);
                writer.write("musica/song_data/" + catalogue.path(id), out -> SongFile.write(song, out), making);
                making.row();
                making.thing("songs");
            }
        }
        LocalDate date = calendar.date(day);
        String month = date.toString().substring(0, 7).replace('-', '/');
        writer.write(
                "musica/log_data/" + month + "/" + date + "-events.json",
                out -> logFile.write(day, out, making),
                making);
        return making.made();
    }
}
