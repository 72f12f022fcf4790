"""`./lakehouse down --volumes` takes all state away, and the next start is a first one. It comes last, for that reason."""

import io

import psycopg2
import pytest
from airflow_api import Airflow
from test_launcher import answer
from test_services import test_servers_are_healthy_and_one_shots_succeeded as all_is_well


@pytest.fixture(scope="module")
def certificate_before(stack) -> str:
    """Leaves something in each part, then starts anew from nothing."""
    before = open(stack.certificate).read()
    stack.s3("uploader").put_object("landing", "fresh/start.txt", io.BytesIO(b"gone"), 4)
    with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as connection:
        connection.cursor().execute("CREATE TABLE IF NOT EXISTS gone AS SELECT 1 AS id")
    answer(stack, "down", "--volumes", "--yes")
    assert not [path for path in stack.volumes.iterdir() if path.name != ".gitkeep"]
    answer(stack, "up")
    return before


def test_all_is_healthy_again(stack, certificate_before):
    all_is_well(stack)
    assert open(stack.certificate).read() != certificate_before


def test_nothing_of_before_is_there(stack, certificate_before):
    assert list(stack.s3("lakehouse-admin").list_objects("landing", recursive=True)) == []
    with pytest.raises(psycopg2.errors.UndefinedTable):
        stack.postgresql("source", "source", "SOURCE_DB_PASSWORD").cursor().execute("SELECT * FROM gone")
    assert stack.service().get("tables") in ([], {"tables": []})
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("loja")
    assert airflow.get("dags/loja/dagRuns")["total_entries"] == 0


def test_what_comes_with_the_stack_is(stack, certificate_before):
    assert stack.sql("engineer", "SELECT count(*) FROM postgresql.public.fornecedores") == [[5]]
    assert {bucket.name for bucket in stack.s3("lakehouse-admin").list_buckets()} == {
        "landing", "bronze", "silver", "gold", "ops", "models",
    }  # fmt: skip
