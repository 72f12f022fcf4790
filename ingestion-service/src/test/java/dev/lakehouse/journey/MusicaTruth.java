package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the tables of {@code pipelines/musica} have to be: SQL over the landed files, written apart from the pipeline's own. */
final class MusicaTruth {
    private static final String SONG = "{num_songs: 'varchar', artist_id: 'varchar', artist_latitude: 'varchar',"
            + " artist_longitude: 'varchar', artist_location: 'varchar', artist_name: 'varchar', song_id: 'varchar',"
            + " title: 'varchar', duration: 'varchar', year: 'varchar'}";
    private static final String EVENT =
            "{artist: 'varchar', auth: 'varchar', \"firstName\": 'varchar', gender: 'varchar',"
                    + " \"itemInSession\": 'varchar', \"lastName\": 'varchar', length: 'varchar', level: 'varchar',"
                    + " location: 'varchar', page: 'varchar', \"sessionId\": 'varchar', song: 'varchar', ts: 'varchar',"
                    + " \"userAgent\": 'varchar', \"userId\": 'varchar'}";

    /** Of each play the song with the lowest id, found by looking for each play by itself. */
    private static final String PLAYS_WITH_SONGS = """
            select distinct e.sessionId::bigint as session_id, e.itemInSession::int as item_in_session,
                to_timestamp(e.ts::bigint / 1000.0) as start_time, e.userId::bigint as user_id, e.level,
                (select min(s.song_id) from raw.songs s where s.title = e.song and s.artist_name = e.artist
                    and s.duration::decimal(10, 5) = e.length::decimal(10, 5)) as song_id,
                (select s.artist_id from raw.songs s where s.title = e.song and s.artist_name = e.artist
                    and s.duration::decimal(10, 5) = e.length::decimal(10, 5) order by s.song_id limit 1) as artist_id,
                e.song, e.artist, e.length::decimal(10, 5) as length, e.location, e.userAgent as user_agent
            from raw.plays e""";

    private MusicaTruth() {}

    /** Puts views of the landed files, as their own makers mean them, into {@code raw}. */
    static void open(PlainDuckDb duckdb, Path landing) {
        duckdb.execute("create schema raw");
        duckdb.execute("create view raw.songs as select * from read_json('" + landing
                + "/musica/song_data/**/*.json', columns = " + SONG + ", format = 'unstructured')");
        duckdb.execute("create view raw.logs as select * from read_json('" + landing
                + "/musica/log_data/**/*.json', columns = " + EVENT
                + ", format = 'newline_delimited', ignore_errors = true) where \"sessionId\" is not null");
        duckdb.execute("create table raw.plays as select * from raw.logs"
                + " where page = 'NextSong' and ts is not null and userId <> ''");
    }

    /** By table, its rows. */
    static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(
                "silver.songs",
                "select song_id, title, artist_id, artist_name, case when year <> '0' then year::int end,"
                        + " duration::decimal(10, 5) from raw.songs");
        tables.put(
                "silver.artists",
                "select distinct artist_id, artist_name, case when artist_location <> '' then artist_location end,"
                        + " artist_latitude::double, artist_longitude::double from raw.songs");
        tables.put(
                "silver.users",
                "select userId::bigint, firstName, lastName, gender, level, to_timestamp(ts::bigint / 1000.0)"
                        + " from raw.logs e where userId <> '' and ts is not null"
                        + " qualify row_number() over (partition by userId order by ts::bigint desc) = 1");
        tables.put(
                "silver.time",
                "select distinct t, extract(hour from t), extract(day from t), strftime(t, '%V')::int,"
                        + " extract(month from t), extract(year from t), strftime(t, '%u')::int"
                        + " from (select epoch_ms(ts::bigint) as t from raw.logs where page = 'NextSong' and ts is not null)");
        tables.put("silver.songplays", "select * exclude (song_id, artist_id) from (" + PLAYS_WITH_SONGS + ")");
        tables.put("gold.songplays", PLAYS_WITH_SONGS);
        tables.put(
                "gold.mais_ouvidas",
                "with m as (select strftime(start_time, '%Y-%m-01')::date as mes, song, artist, min(song_id) as id,"
                        + " count(*) as n, count(distinct user_id) as u from (" + PLAYS_WITH_SONGS
                        + ") group by 1, 2, 3)"
                        + " select mes, 1 + (select count(*) from m b where b.mes = a.mes and b.n > a.n), song, artist,"
                        + " id, n, u from m a");
        return tables;
    }
}
