-- Whoever is not logged in has no id, and is nobody.
select *, epoch_ms(try_cast(ts as bigint)) as event_time
from bronze.logs
where coalesce(userId, '') <> ''
