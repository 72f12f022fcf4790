-- The truth for gold.entregas, found another way: texts are compared as texts, and days are counted from their first ten letters.
select
    uf as customer_state,
    count(chegou) as entregues,
    sum(case when chegou > prometido then 1 else 0 end) as atrasados,
    sum(cast(left(chegou, 10) as date) - cast(left(prometido, 10) as date)) / cast(count(chegou) as double) as atraso_medio_dias,
    sum(cast(left(chegou, 10) as date) - cast(left(comprado, 10) as date)) / cast(count(chegou) as double) as prazo_medio_dias
from (
    select
        (select customer_state from raw.customers c where c.customer_id = o.customer_id) as uf,
        order_purchase_timestamp as comprado,
        order_estimated_delivery_date as prometido,
        nullif(order_delivered_customer_date, '') as chegou
    from raw.orders o
    where order_status like 'delivered'
)
where chegou is not null
group by uf
