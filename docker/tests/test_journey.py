"""Files land in MinIO, Airflow runs the pipeline, and Trino answers what the files say. Again: nothing is doubled."""

import pathlib

import pytest
import shop
from airflow_api import Airflow

DAYS = 3
BY_CUSTOMER = "SELECT * FROM gold.analise_clientes_pedidos ORDER BY id_cliente"
BY_PRODUCT = "SELECT * FROM gold.analise_produtos ORDER BY id_produto"
TABLES = ("bronze.pedidos", "bronze.pedidos_quarantine", "silver.pedidos", "silver.pedidos_quarantine")


@pytest.fixture(scope="module")
def airflow(stack) -> Airflow:
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("loja")
    return airflow


@pytest.fixture(scope="module")
def landed(stack, airflow, shop_files) -> pathlib.Path:
    """Three days of the shop's files, landed by the uploader and run through day by day."""
    for _ in range(DAYS):
        shop_files.land_next_day()
        states = airflow.run("loja")
        assert states["gold.analise_clientes_pedidos"] == "success"
        assert as_lists(stack.sql("analyst", BY_CUSTOMER)) == shop.orders_by_customer(shop_files.landed)
        assert as_lists(stack.sql("analyst", BY_PRODUCT)) == shop.sales_by_product(shop_files.landed)
    return shop_files.landed


def as_lists(rows) -> list[list]:
    return [list(row) for row in rows]


def versions(stack) -> dict[str, int]:
    return {
        table: stack.sql("engineer", f'SELECT max(version) FROM {layer}."{name}$history"')[0][0]
        for table in TABLES
        for layer, name in [table.split(".")]
    }


def test_trino_answers_what_the_files_say(stack, landed):
    assert as_lists(stack.sql("analyst", BY_CUSTOMER)) == shop.orders_by_customer(landed)
    assert as_lists(stack.sql("analyst", BY_PRODUCT)) == shop.sales_by_product(landed)


def test_no_order_is_lost(stack, landed):
    lines = sum(
        len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in (landed / "loja" / "pedidos").iterdir()
    )
    [[bronze]] = stack.sql("engineer", "SELECT count(*) FROM bronze.pedidos")
    [[refused]] = stack.sql("engineer", "SELECT count(*) FROM bronze.pedidos_quarantine")
    assert refused > 0
    assert bronze + refused == lines
    [[silver]] = stack.sql("engineer", "SELECT count(*) FROM silver.pedidos")
    assert silver == len(shop.orders(landed))


def test_a_run_with_nothing_new_changes_nothing(stack, airflow, landed):
    before = versions(stack)
    states = airflow.run("loja")
    tables = {name: state for name, state in states.items() if name.startswith(("bronze.", "silver.", "gold."))}
    assert set(tables.values()) == {"skipped"}
    assert versions(stack) == before
    assert as_lists(stack.sql("analyst", BY_CUSTOMER)) == shop.orders_by_customer(landed)


def test_a_file_that_lands_twice_is_taken_in_once(stack, airflow, landed):
    """The same bytes under the same name: the object is new, what it says is not."""
    name = max(file.name for file in (landed / "loja" / "pedidos").iterdir())
    path = f"loja/pedidos/{name}"
    stack.s3("uploader").fput_object("landing", path, str(landed / path))
    airflow.run("loja")
    assert as_lists(stack.sql("analyst", BY_CUSTOMER)) == shop.orders_by_customer(landed)
    [[count]] = stack.sql("engineer", "SELECT count(*) FROM bronze.pedidos WHERE _source_file LIKE '%' || ?", name)
    lines = (landed / path).read_text(encoding="utf-8").splitlines()[1:]
    assert count == sum(1 for line in lines if len(line.split(";")) == 7)


def test_the_time_before_can_be_queried(stack, landed):
    [[now]] = stack.sql("analyst", "SELECT sum(total_pedidos) FROM gold.analise_clientes_pedidos")
    [[first]] = stack.sql("analyst", "SELECT sum(total_pedidos) FROM gold.analise_clientes_pedidos FOR VERSION AS OF 0")
    assert 0 < first < now
