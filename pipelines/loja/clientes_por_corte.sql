-- What was known of each customer at a cut-off, and what the customer did in the 60 days after it: models learn the one from
-- the other. One row per cut-off and customer with an order before it.
--
-- The newest cut-off is the day after the last order: its 60 days are still to come, so its labels are null, and its rows are
-- those to predict. Before it lie up to six cut-offs, 60 days apart, so that no order counts in two labels; the first one has
-- at least 60 days of orders before it.
--
-- Features come from orders before the cut-off alone. City, age and an order's status are left out though they would be at hand:
-- silver keeps only what they are today, and what changed after a cut-off would tell what nobody knew then.
-- It means the same in DuckDB and in Trino.
with limites as (
    select min(data_pedido) as primeiro, cast(max(data_pedido) + interval '1' day as date) as hoje
    from silver.pedidos
),
cortes as (
    select cast(hoje - interval '60' day * n as date) as data_corte, n > 0 as encerrado
    from limites
    cross join (values (0), (1), (2), (3), (4), (5), (6)) as passos (n)
    where n = 0 or cast(hoje - interval '60' day * (n + 1) as date) >= primeiro
),
pedidos as (
    select p.id_cliente, p.data_pedido, p.valor_total, p.quantidade, p.id, p.id_produto, pr.categoria
    from silver.pedidos p
    left join silver.produtos pr on pr.id = p.id_produto
),
por_categoria as (
    select
        c.data_corte,
        p.id_cliente,
        p.categoria,
        -- Of those bought as often, the one bought last; the name settles the rest, so that the same orders give the same rows.
        row_number() over (
            partition by c.data_corte, p.id_cliente order by count(*) desc, max(p.data_pedido) desc, p.categoria
        ) as lugar
    from cortes c
    join pedidos p on p.data_pedido < c.data_corte
    where p.categoria is not null
    group by c.data_corte, p.id_cliente, p.categoria
),
categorias as (
    select
        data_corte,
        id_cliente,
        array_sort(array_agg(categoria)) as categorias_compradas,
        min(categoria) filter (where lugar = 1) as categoria_favorita
    from por_categoria
    group by data_corte, id_cliente
),
historia as (
    select
        c.data_corte,
        c.encerrado,
        p.id_cliente,
        count(*) filter (where p.data_pedido < c.data_corte) as pedidos,
        count(*) filter (where p.data_pedido < c.data_corte and p.data_pedido >= c.data_corte - interval '30' day) as pedidos_30_dias,
        count(*) filter (where p.data_pedido < c.data_corte and p.data_pedido >= c.data_corte - interval '60' day) as pedidos_60_dias,
        min(p.data_pedido) as primeiro_pedido,
        max(p.data_pedido) filter (where p.data_pedido < c.data_corte) as ultimo_pedido,
        sum(p.valor_total) filter (where p.data_pedido < c.data_corte) as gasto,
        sum(p.valor_total) filter (where p.data_pedido < c.data_corte and p.data_pedido >= c.data_corte - interval '60' day) as gasto_60_dias,
        sum(p.quantidade) filter (where p.data_pedido < c.data_corte) as pecas,
        count(*) filter (where p.data_pedido >= c.data_corte) as pedidos_depois,
        sum(p.valor_total) filter (where p.data_pedido >= c.data_corte) as gasto_depois
    from cortes c
    join pedidos p on p.data_pedido < c.data_corte + interval '60' day
    group by c.data_corte, c.encerrado, p.id_cliente
)
select
    h.id_cliente,
    h.data_corte,
    h.pedidos,
    h.pedidos_30_dias,
    h.pedidos_60_dias,
    date_diff('day', h.primeiro_pedido, h.data_corte) as dias_desde_primeiro,
    date_diff('day', h.ultimo_pedido, h.data_corte) as dias_desde_ultimo,
    cast(h.gasto as decimal(18, 2)) as gasto,
    cast(coalesce(h.gasto_60_dias, 0) as decimal(18, 2)) as gasto_60_dias,
    cast(h.pecas as double) / h.pedidos as quantidade_media,
    k.categoria_favorita,
    coalesce(k.categorias_compradas, array[]) as categorias_compradas,
    case when h.encerrado then h.pedidos_depois > 0 end as comprou,
    case when h.encerrado then cast(coalesce(h.gasto_depois, 0) as decimal(18, 2)) end as gastou
from historia h
left join categorias k on k.data_corte = h.data_corte and k.id_cliente = h.id_cliente
where h.pedidos > 0
