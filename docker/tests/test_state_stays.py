"""`down` and `up` keep what was there; a process that dies comes back."""

import io
import json
import subprocess
import time

import pytest
import requests
from airflow_api import Airflow

TABLE = "silver.state_stays"


def airflow_runs(stack) -> list[str]:
    """Of all DAGs, by their names."""
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    return sorted(run["dag_run_id"] for run in airflow.get("dags/~/dagRuns", limit=100)["dag_runs"])


def airflow_users(stack) -> list[str]:
    login = {"username": "admin", "password": stack.env["AIRFLOW_ADMIN_PASSWORD"]}
    token = requests.post(stack.url("AIRFLOW", "/auth/token"), json=login).json()["access_token"]
    answer = requests.get(stack.url("AIRFLOW", "/auth/fab/v1/users"), headers={"Authorization": f"Bearer {token}"})
    return sorted(user["username"] for user in answer.json()["users"])


@pytest.fixture
def table(stack):
    place = f"state-stays-{time.time_ns()}"
    stack.sql("service", "CREATE SCHEMA IF NOT EXISTS silver WITH (location = 's3://silver/')")
    stack.sql("service", f"DROP TABLE IF EXISTS {TABLE}")
    stack.sql("service", f"CREATE TABLE {TABLE} WITH (location = 's3://silver/{place}') AS SELECT 42 AS id")
    yield TABLE
    stack.sql("service", f"DROP TABLE {TABLE}")
    root = stack.s3("lakehouse-admin")
    for found in root.list_objects("silver", f"{place}/", recursive=True):
        root.remove_object("silver", found.object_name)


def test_down_and_up_keep_everything(stack, table):
    stack.s3("uploader").put_object("landing", "state/stays.txt", io.BytesIO(b"here"), 4)
    certificate = open(stack.certificate).read()
    users = airflow_users(stack)
    runs = airflow_runs(stack)
    with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as connection:
        connection.cursor().execute("CREATE TABLE IF NOT EXISTS stays AS SELECT 7 AS id")
    stack.compose("exec", "--no-TTY", "tensorflow", "sh", "-c", "echo here >/home/jovyan/stays.txt")

    stack.compose("down")
    stack.compose("up", "--detach", "--wait")

    assert stack.sql("engineer", f"SELECT id FROM {table}") == [[42]]
    with stack.s3("ingestion-service").get_object("landing", "state/stays.txt") as answer:
        assert answer.read() == b"here"
    assert open(stack.certificate).read() == certificate
    assert airflow_users(stack) == users
    assert airflow_runs(stack) == runs
    with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT id FROM stays")
        assert cursor.fetchall() == [(7,)]
        cursor.execute("DROP TABLE stays")
    assert stack.compose("exec", "--no-TTY", "tensorflow", "cat", "/home/jovyan/stays.txt") == "here\n"
    stack.s3("lakehouse-admin").remove_object("landing", "state/stays.txt")


# `docker kill` would count as a wish, and nothing would start again: the process is killed inside.
@pytest.mark.parametrize(
    "service", ["minio", "postgresql", "hive-metastore", "trino", "ingestion-service", "trainer", "tensorflow"]
)
def test_a_process_that_dies_is_started_again(stack, service):
    identity = stack.compose("ps", "--quiet", service).strip()
    before = state(identity)["Pid"]

    # Detached, for the shell that does it may go down with the container before it has ended.
    stack.compose("exec", "--detach", service, "bash", "-c", "kill -9 -1")

    wait_until(lambda: state(identity)["Pid"] not in (0, before), seconds=60)
    wait_until(lambda: state(identity)["Health"]["Status"] == "healthy", seconds=240)


def state(identity: str) -> dict:
    inspect = ["docker", "inspect", "--format", "{{json .State}}", identity]
    return json.loads(subprocess.run(inspect, capture_output=True, check=True).stdout)


def wait_until(condition, seconds: int) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.5)
