-- One row per date with a transaction. Points are earned or spent (both counted from 0 up); itens are those of the transactions.
-- It means the same in DuckDB and in Trino.
with itens as (
    select t.dia, sum(i.quantidade) as itens
    from silver.transacoes t
    join silver.transacao_produto i on i.id_transacao = t.id_transacao
    group by t.dia
)
select
    t.dia,
    count(*) as transacoes,
    count(distinct t.id_cliente) as clientes_ativos,
    cast(sum(case when t.pontos > 0 then t.pontos else 0 end) as bigint) as pontos_ganhos,
    cast(sum(case when t.pontos < 0 then -t.pontos else 0 end) as bigint) as pontos_gastos,
    cast(sum(t.pontos) as bigint) as saldo,
    cast(coalesce(max(i.itens), 0) as bigint) as itens
from silver.transacoes t
left join itens i on i.dia = t.dia
group by t.dia
