-- What was sold in each category, but for orders that were cancelled or could not be supplied. A review is of an order: it
-- counts once in each category that the order has items of.
with vendas as (
    select
        coalesce(p.product_category_name, 'sem_categoria') as categoria,
        i.order_id,
        i.price,
        i.freight_value
    from silver.items i
    join silver.orders o on o.order_id = i.order_id
    left join silver.products p on p.product_id = i.product_id
    where o.order_status not in ('canceled', 'unavailable')
),
totais as (
    select
        categoria,
        count(distinct order_id) as pedidos,
        count(*) as itens,
        cast(sum(price) as decimal(18, 2)) as receita,
        cast(sum(freight_value) as decimal(18, 2)) as frete
    from vendas
    group by categoria
),
notas as (
    select v.categoria, count(*) as avaliacoes, avg(r.review_score) as nota_media
    from (select distinct categoria, order_id from vendas) v
    join silver.reviews r on r.order_id = v.order_id
    group by v.categoria
)
select t.categoria, t.pedidos, t.itens, t.receita, t.frete, coalesce(n.avaliacoes, 0) as avaliacoes, n.nota_media
from totais t
left join notas n on n.categoria = t.categoria
