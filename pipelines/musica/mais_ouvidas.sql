-- One row per month and song, the most listened one first (posicao 1; songs with as many plays share a place). Songs that the
-- catalogue lacks count too, under the names that the logs give them. It means the same in DuckDB and in Trino.
with ouvidas as (
    select
        cast(date_trunc('month', start_time) as date) as mes,
        song as musica,
        artist as artista,
        min(song_id) as song_id,
        count(*) as execucoes,
        count(distinct user_id) as ouvintes
    from gold.songplays
    group by cast(date_trunc('month', start_time) as date), song, artist
)
select mes, rank() over (partition by mes order by execucoes desc) as posicao, musica, artista, song_id, execucoes, ouvintes
from ouvidas
