-- One row per play, with the song and the artist where the catalogue has them by title, artist's name and duration; null where
-- it has not. Where two songs are called the same and last as long, the lower id stands for both, so that no play is doubled.
-- It means the same in DuckDB and in Trino.
with catalogue as (
    select title, artist_name, duration, min(song_id) as song_id, min_by(artist_id, song_id) as artist_id
    from silver.songs
    group by title, artist_name, duration
)
select
    p.session_id,
    p.item_in_session,
    p.start_time,
    p.user_id,
    p.level,
    c.song_id,
    c.artist_id,
    p.song,
    p.artist,
    p.length,
    p.location,
    p.user_agent
from silver.songplays p
left join catalogue c on c.title = p.song and c.artist_name = p.artist and c.duration = p.length
