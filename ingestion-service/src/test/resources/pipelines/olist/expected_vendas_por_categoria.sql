-- The truth for gold.vendas_por_categoria, found another way: from views raw.<source> over the CSV files with every column as
-- text, amounts as whole cents, look-ups in the place of joins.
with linhas as (
    select
        i.order_id,
        cast(round(cast(i.price as double) * 100) as bigint) as centavos,
        cast(round(cast(i.freight_value as double) * 100) as bigint) as centavos_frete,
        case
            when i.product_id in (select product_id from raw.products where product_category_name > '')
            then (select any_value(product_category_name) from raw.products p where p.product_id = i.product_id)
            else 'sem_categoria'
        end as categoria
    from raw.items i
    where i.order_id not in (select order_id from raw.orders where order_status in ('canceled', 'unavailable'))
),
avaliadas as (
    select c.categoria, r.review_score
    from raw.reviews r, lateral (select distinct l.categoria from linhas l where l.order_id = r.order_id) c
)
select
    categoria,
    len(list(distinct order_id)) as pedidos,
    len(list(order_id)) as itens,
    cast(cast(sum(centavos) as double) / 100 as decimal(18, 2)) as receita,
    cast(cast(sum(centavos_frete) as double) / 100 as decimal(18, 2)) as frete,
    (select count(*) from avaliadas a where a.categoria = linhas.categoria) as avaliacoes,
    (select sum(cast(review_score as integer)) / cast(count(*) as double) from avaliadas a where a.categoria = linhas.categoria)
        as nota_media
from linhas
group by categoria
