"""Each part of the stack is killed in the middle of a run, and Docker starts it again: the run ends well by itself."""

import json
import subprocess
import time

import pytest
import shop
from airflow_api import Airflow
from containers import docker

BY_CUSTOMER = "SELECT * FROM gold.analise_clientes_pedidos ORDER BY id_cliente"
BY_PRODUCT = "SELECT * FROM gold.analise_produtos ORDER BY id_produto"

# What the run is at when a part dies: the service at the work of a layer, or a task of Airflow that needs the part.
MOMENTS = {
    "minio": "the service at work on silver",
    "ingestion-service": "the service at work on silver",
    "postgresql": "silver.pedidos",
    "airflow-scheduler": "silver.pedidos",
    "hive-metastore": "catalog_sync",
    "trino": "catalog_sync",
}
# Time for a start of the part and one retry of a task, on a machine that is busy.
MOST_SECONDS = 480


@pytest.fixture(scope="module")
def airflow(stack) -> Airflow:
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("loja")
    return airflow


@pytest.mark.parametrize("part", MOMENTS)
def test_a_run_outlives_the_death_of(stack, airflow, shop_files, part):
    identity = stack.compose("ps", "--quiet", part).strip()
    shop_files.land_next_day()
    run = airflow.trigger("loja")
    moment = MOMENTS[part]
    if moment.startswith("the service"):
        await_service_at_work(stack, moment.rpartition(" ")[2])
    else:
        await_task_at_work(airflow, run, moment)

    before = state(identity)
    # `docker kill` would count as a wish, and nothing would start again: the process is killed inside. The shell that does it goes
    # down with the container, or just before.
    subprocess.run(["docker", "exec", identity, "bash", "-c", "kill -9 -1"], capture_output=True)

    airflow.await_end("loja", run, MOST_SECONDS)
    after = state(identity)
    assert after["StartedAt"] > before["StartedAt"]
    await_health(identity)
    assert as_lists(stack.sql("analyst", BY_CUSTOMER)) == shop.orders_by_customer(shop_files.landed)
    assert as_lists(stack.sql("analyst", BY_PRODUCT)) == shop.sales_by_product(shop_files.landed)
    # No retry started anything twice.
    [[doubled]] = stack.sql(
        "engineer",
        "SELECT count(*) FROM (SELECT _source_file FROM bronze.pedidos GROUP BY _source_file HAVING count(DISTINCT _batch) > 1)",
    )
    assert doubled == 0


def await_service_at_work(stack, layer: str, seconds: float = 120) -> None:
    """Until the service is at the work of some table of that layer."""
    service = stack.service()
    deadline = time.monotonic() + seconds
    while not any((run["table"] or "").startswith(f"{layer}.") for run in service.get("runs", state="running")):
        assert time.monotonic() < deadline, f"the service was not seen at work on {layer} within {seconds} s"


def await_task_at_work(airflow: Airflow, run: str, task: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while (found := airflow.task_state("loja", run, task)) not in {"running", "deferred"}:
        assert found not in {"success", "failed", "skipped"}, f"{task} was {found} before it could be seen at work"
        assert time.monotonic() < deadline, f"{task} is still {found} after {seconds} s"
        time.sleep(0.1)


def state(identity: str) -> dict:
    return json.loads(docker("inspect", "--format", "{{json .State}}", identity))


def await_health(identity: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while state(identity)["Health"]["Status"] != "healthy":
        assert time.monotonic() < deadline
        time.sleep(0.5)


def as_lists(rows) -> list[list]:
    return [list(row) for row in rows]
