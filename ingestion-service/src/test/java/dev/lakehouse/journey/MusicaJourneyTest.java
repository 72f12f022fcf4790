package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.musica.MusicaGenerator;
import dev.lakehouse.generate.musica.MusicaParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Songs and listening logs, from JSON to gold. */
class MusicaJourneyTest {
    private static final Path PIPELINE = Path.of("..", "pipelines", "musica");
    private static final int DAYS = 5;
    private static final MusicaParameters PARAMETERS = new MusicaParameters(2_000, DAYS, 7, 8);

    @TempDir
    private Path folder;

    private TestLake lake;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        pipeline = new PipelineReader().read(PIPELINE);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void eachTableIsWhatTheFilesSayDayByDayAndInWhateverOrderDaysCome() {
        assertThat(new CheckPipeline(lake.engine()).problems(pipeline)).isEmpty();
        Made made = land(1);
        assertThat(lake.run(pipeline).complete()).isTrue();
        isWhatTheFilesSay();
        // Day 4 comes before days 2 and 3, whose plays and songs are older.
        for (int day : List.of(4, 2, 3, 5)) {
            made = made.plus(land(day));
            assertThat(lake.run(pipeline).complete()).isTrue();
            isWhatTheFilesSay();
        }
        countsAddUp(made);

        Map<String, Long> before = lake.versions();
        assertThat(lake.run(pipeline).results()).allMatch(result -> result.batches() == 0);
        assertThat(lake.versions()).isEqualTo(before);
    }

    @Test
    void aSongThatLandsAfterItsPlaysIsInThemAfterTheNextRun() throws IOException {
        new MusicaGenerator(PARAMETERS).generate(lake.landing(), false, rows -> {});
        Path late = mostPlayedSong();
        byte[] song = Files.readAllBytes(late);
        Files.delete(late);
        lake.run(pipeline);
        isWhatTheFilesSay();
        long before = playsWithSongs();

        lake.land("musica/song_data/Z/Z/Z/" + late.getFileName(), song);
        RunReport run = lake.run(pipeline);

        isWhatTheFilesSay();
        long found = playsWithSongs() - before;
        assertThat(found).isPositive();
        assertThat(TestLake.result(run, "gold.songplays").rowsUpdated()).isEqualTo(found);
        assertThat(TestLake.result(run, "silver.songplays").batches()).isZero();
    }

    @Test
    void realSongsAndLogsComeThrough() throws IOException {
        Path data = SharedData.folder().resolve("musica");
        assumeTrue(Files.isDirectory(data), "There are no real logs at " + data.normalize());
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".json")).toList()) {
                lake.land("musica/" + data.relativize(file), Files.readAllBytes(file));
            }
        }
        assertThat(lake.run(pipeline).complete()).isTrue();
        isWhatTheFilesSay();
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select count(*), count(song_id) from gold.songplays"))
                    .containsExactly("6820|1");
            assertThat(duckdb.rows("select song from gold.songplays where song_id is not null"))
                    .containsExactly("Setanta matins");
        }
    }

    private Made land(int day) {
        return new MusicaGenerator(PARAMETERS).generateDays(day, day, lake.landing(), false, rows -> {});
    }

    private void isWhatTheFilesSay() {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            MusicaTruth.open(duckdb, lake.landing());
            MusicaTruth.tables().forEach((table, truth) -> {
                assertThat(duckdb.number("select count(*) from " + table))
                        .as(table)
                        .isPositive();
                assertThat(duckdb.difference("select * from " + table, truth))
                        .as(table)
                        .isZero();
            });
        }
    }

    private void countsAddUp(Made made) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            long songs = duckdb.number("select count(*) from bronze.songs");
            long events = duckdb.number("select count(*) from bronze.logs");
            assertThat(songs).isEqualTo(made.things().get("songs"));
            assertThat(songs + events + made.dirt().get("cut_off_line")).isEqualTo(made.rows());
            assertThat(duckdb.number("select count(*) from bronze.logs_quarantine"))
                    .isEqualTo(made.dirt().get("cut_off_line"));
            assertThat(duckdb.rows("select _rule, count(*) from silver.songplays_quarantine group by 1 order by 1"))
                    .containsExactly(
                            "not_null(start_time)|" + made.dirt().get("blank_ts"),
                            "not_null(user_id)|" + made.dirt().get("no_user"));
            assertThat(duckdb.number("select count(*) from gold.songplays"))
                    .isEqualTo(made.things().get("plays")
                            - made.dirt().get("cut_off_line")
                            - made.dirt().get("blank_ts")
                            - made.dirt().get("no_user"));
        }
    }

    private long playsWithSongs() {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.number("select count(song_id) from gold.songplays");
        }
    }

    private Path mostPlayedSong() {
        try (PlainDuckDb duckdb = new PlainDuckDb()) {
            MusicaTruth.open(duckdb, lake.landing());
            return Path.of(duckdb.rows("select filename from read_json('" + lake.landing()
                            + "/musica/song_data/**/*.json', filename = true) s join raw.plays p on p.song = s.title"
                            + " and p.artist = s.artist_name and p.length::decimal(10, 5) = s.duration::decimal(10, 5)"
                            + " group by 1 order by count(*) desc, 1 limit 1")
                    .get(0));
        }
    }
}
