"""Which tables a query names."""

from __future__ import annotations

import pytest

from lakehouse_airflow.sql_names import tables_named


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("select * from silver.a join gold.b using (id)", {"silver.a", "gold.b"}),
        ('select * from "silver"."a" , Silver . C', {"silver.a", "silver.c"}),
        ("from silver.a at (version => 1)", {"silver.a"}),
        ("select 'silver.no', 'it''s gold.no' from silver.a", {"silver.a"}),
        ("-- silver.no\nselect /* gold.no\n */ * from silver.a", {"silver.a"}),
        ("select $$silver.no$$, $t$gold.no$t$ from silver.a", {"silver.a"}),
        ("select quicksilver.x, a.silver from silver.a", {"silver.a"}),
        ("select 1", set()),
    ],
)
def test_names(sql, names):
    assert tables_named(sql) == names
