-- One row per product, also for those that nobody has bought yet. Every order counts, whatever its status.
-- It means the same in DuckDB and in Trino.
select
    pr.id as id_produto,
    pr.nome_produto,
    pr.categoria,
    cast(coalesce(sum(p.quantidade), 0) as bigint) as total_vendido,
    cast(coalesce(sum(p.valor_total), 0) as decimal(18, 2)) as total_receita,
    pr.estoque as estoque_atual
from silver.bd_produtos pr
left join silver.bd_pedidos p on p.id_produto = pr.id
group by pr.id, pr.nome_produto, pr.categoria, pr.estoque
