-- One row per date, from the first transaction's to the last one's: of all clients who had come by then, how many had stayed away
-- for more than 14 days at that date (em_churn), how many of them since that date (novos), and how many came back on it (voltaram).
-- What a client does later changes nothing in the rows of the dates before: a backfill of old dates finds what was so then.
with dias as (
    select cast(unnest(generate_series(min(dia), max(dia), interval '1' day)) as date) as dia
    from silver.transacoes
),
visitas as (
    select
        dia,
        lag(dia) over (partition by id_cliente order by dia) as anterior,
        lead(dia) over (partition by id_cliente order by dia) as proxima
    from (select distinct id_cliente, dia from silver.transacoes)
),
eventos as (
    select dia, 1 as chegou, 0 as entrou, 0 as voltou from visitas where anterior is null
    union all
    select cast(dia + interval '15' day as date), 0, 1, 0 from visitas where proxima is null or proxima > dia + interval '15' day
    union all
    select proxima, 0, 0, 1 from visitas where proxima > dia + interval '15' day
),
por_dia as (
    select d.dia, coalesce(sum(e.chegou), 0) as chegou, coalesce(sum(e.entrou), 0) as entrou, coalesce(sum(e.voltou), 0) as voltou
    from dias d
    left join eventos e on e.dia = d.dia
    group by d.dia
)
select
    dia,
    cast(sum(chegou) over (order by dia) as bigint) as clientes,
    cast(sum(entrou - voltou) over (order by dia) as bigint) as em_churn,
    cast(entrou as bigint) as novos,
    cast(voltou as bigint) as voltaram,
    cast(sum(entrou - voltou) over (order by dia) as double) / sum(chegou) over (order by dia) as taxa
from por_dia
