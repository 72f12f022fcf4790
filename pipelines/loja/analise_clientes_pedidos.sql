-- One row per customer, also for those who have not ordered yet (zero orders, empty lists, no dates): so the table's keys are
-- those of silver.clientes, and whoever reads it sees who never bought. Every order counts, whatever its status.
-- It means the same in DuckDB and in Trino.
select
    c.id as id_cliente,
    c.nome,
    c.cidade,
    c.idade,
    count(p.id) as total_pedidos,
    cast(coalesce(sum(p.valor_total), 0) as decimal(18, 2)) as total_gasto,
    min(p.data_pedido) as data_primeiro_pedido,
    max(p.data_pedido) as data_ultimo_pedido,
    coalesce(array_sort(array_agg(distinct pr.categoria) filter (where pr.categoria is not null)), array[]) as categorias_compradas,
    coalesce(array_sort(array_agg(distinct pr.nome_produto) filter (where pr.nome_produto is not null)), array[]) as produtos_comprados
from silver.clientes c
left join silver.pedidos p on p.id_cliente = c.id
left join silver.produtos pr on pr.id = p.id_produto
group by c.id, c.nome, c.cidade, c.idade
