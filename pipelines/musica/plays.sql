-- Logs tell of every page that was seen; songs are played on one of them.
select *, epoch_ms(try_cast(ts as bigint)) as event_time
from bronze.logs
where page = 'NextSong'
