-- How the deliveries to each state kept what was promised. Days are calendar days; early ones count as negative delay.
select
    c.customer_state,
    count(*) as entregues,
    count(*) filter (where o.order_delivered_customer_date > o.order_estimated_delivery_date) as atrasados,
    avg(date_diff('day', cast(o.order_estimated_delivery_date as date), cast(o.order_delivered_customer_date as date)))
        as atraso_medio_dias,
    avg(date_diff('day', cast(o.order_purchase_timestamp as date), cast(o.order_delivered_customer_date as date)))
        as prazo_medio_dias
from silver.orders o
join silver.customers c on c.customer_id = o.customer_id
where o.order_status = 'delivered' and o.order_delivered_customer_date is not null
group by c.customer_state
