"""Two ingestion services, Trino and delta-rs write one table at once, and nothing is lost, doubled or left out.

The same again while answers get lost on the way from MinIO to the services.
"""

import io
import pathlib
import re
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import deltalake
import pytest
import trino.exceptions
from arro3.core import Array, DataType, Table
from containers import container
from delta_log import DeltaLog
from service_api import Service

# Trino keeps what it knows of a place for a while: each session has a place of its own.
NAME = f"entries_{uuid.uuid4().hex[:8]}"
TABLE = f"bronze.{NAME}"
PLACE = f"s3://bronze/{NAME}"
PIPELINE = f"""\
pipeline: many_writers
sources:
  {NAME}: {{ path: "many_writers/{NAME}/**", format: csv }}
"""
COMMITS = 200
COMMITS_OVER_A_BAD_LINE = 60
PROXY = pathlib.Path(__file__).parent / "parts" / "dropping_proxy.py"
DROPPED_PART, SEED = 0.3, 4
REST = {"deltars": 1.0, "trino": 0.5}


class Entries:
    """The table, and what each writer was told that it has written."""

    def __init__(self, stack):
        self.stack = stack
        self.log = DeltaLog(stack.s3("lakehouse-admin"), "bronze", NAME)
        self.written: list[str] = []
        self.lock = threading.Lock()

    def write(self, writer: str, append, until: int) -> int:
        """Appends batch after batch until the log has so many versions; says how many it were.

        Who is quick takes a rest after each, or there would be little left for the others.
        """
        batches = 0
        while len(self.log.versions()) < until:
            time.sleep(REST.get(writer, 0))
            batches += 1
            name = f"{writer}-{until}-{batches}"
            entries = [f"{name}-{part}" for part in "ab"]
            append(name, entries)
            with self.lock:
                self.written += entries
        return batches

    def by_service(self, service: Service):
        def append(name: str, entries: list[str]) -> None:
            content = "\n".join(["entry", *entries, ""]).encode()
            self.stack.s3("uploader").put_object("landing", f"many_writers/{NAME}/{name}.csv", io.BytesIO(content), len(content))
            ended = service.await_end(service.start(pipeline="many_writers", table=TABLE))
            assert ended["state"] == "succeeded", ended["error"]

        return append

    def by_trino(self, _: str, entries: list[str]) -> None:
        values = ", ".join(f"('{entry}')" for entry in entries)
        again(lambda: self.stack.sql("service", f"INSERT INTO {TABLE} (entry) VALUES {values}"), is_trino_conflict)

    def by_delta_rs(self, _: str, entries: list[str]) -> None:
        rows = Table.from_pydict({"entry": Array(entries, type=DataType.string())})
        again(
            lambda: deltalake.write_deltalake(
                PLACE, rows, mode="append", schema_mode="merge", storage_options=self.storage_options()
            ),
            lambda failure: isinstance(failure, deltalake.exceptions.CommitFailedError),
        )

    def storage_options(self) -> dict[str, str]:
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.stack.env['MINIO_PORT']}",
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "ingestion-service",
            "AWS_SECRET_ACCESS_KEY": self.stack.env["MINIO_SERVICE_SECRET"],
            "aws_conditional_put": "etag",
        }

    def seen_by_trino(self) -> Counter:
        return Counter(entry for [entry] in self.stack.sql("engineer", f"SELECT entry FROM {TABLE}"))

    def seen_by_delta_rs(self) -> Counter:
        table = deltalake.DeltaTable(PLACE, storage_options=self.storage_options())
        found = deltalake.QueryBuilder().register("entries", table).execute("SELECT entry FROM entries").read_all()
        return Counter(found["entry"].to_pylist())

    def is_whole(self) -> None:
        once = Counter(self.written)
        assert set(once.values()) == {1}
        assert self.seen_by_trino() == once
        assert self.seen_by_delta_rs() == once
        versions = self.log.versions()
        assert versions == list(range(len(versions)))


def is_trino_conflict(failure: Exception) -> bool:
    return isinstance(failure, trino.exceptions.TrinoQueryError) and failure.error_name == "TRANSACTION_CONFLICT"


def again(append, is_conflict) -> None:
    """A writer that was told that it lost a race has written nothing, and tries again."""
    for _ in range(20):
        try:
            return append()
        except Exception as failure:
            if not is_conflict(failure):
                raise
            time.sleep(0.2)
    raise AssertionError("lost 20 races")


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("pipelines")
    folder.chmod(0o755)
    (folder / "many_writers").mkdir(mode=0o755)
    (folder / "many_writers" / "pipeline.yml").write_text(PIPELINE)
    return folder


def second_service(stack, pipelines: pathlib.Path, name: str, endpoint: str = "http://minio:9000"):
    """A service beside the stack's own, with a disk of its own, and this test's pipeline."""
    return container(
        stack, "ingestion-service",
        "--publish", "127.0.0.1::8090", "--volume", f"{pipelines}:/opt/pipelines:ro",
        "--env", "LAKEHOUSE_PIPELINES=/opt/pipelines", "--env", "LAKEHOUSE_SCRATCH=/tmp/scratch",
        "--env", "LAKEHOUSE_CACHE=50MB", "--env", "LAKEHOUSE_MEMORY=512MB",
        "--env", f"LAKEHOUSE_S3_ENDPOINT={endpoint}", "--", "serve",
        name=name,
    )  # fmt: skip


def api(stack, running) -> Service:
    service = Service(f"http://127.0.0.1:{running.port(8090)}", stack.env["LAKEHOUSE_TOKEN"])
    try:
        service.await_ready()
    except AssertionError as failure:
        raise AssertionError(f"{failure}; it says: {running.logs()}") from None
    return service


@pytest.fixture(scope="module")
def one(stack, pipelines):
    with second_service(stack, pipelines, "one") as running:
        yield api(stack, running)


@pytest.fixture(scope="module")
def entries(stack, one):
    entries = Entries(stack)
    entries.write("first", entries.by_service(one), until=1)
    yield entries
    stack.sql("service", f"DROP TABLE {TABLE}")
    remove(stack)


def remove(stack) -> None:
    root = stack.s3("lakehouse-admin")
    for bucket, folder in [("bronze", f"{NAME}/"), ("landing", f"many_writers/{NAME}/"), ("ops", f"batches/{TABLE}/")]:
        for found in root.list_objects(bucket, folder, recursive=True):
            root.remove_object(bucket, found.object_name)


def all_at_once(entries: Entries, until: int, **writers) -> dict[str, int]:
    """How many batches each has written."""
    with ThreadPoolExecutor(len(writers)) as pool:
        work = {name: pool.submit(entries.write, name, append, until) for name, append in writers.items()}
        return {name: done.result() for name, done in work.items()}


def test_four_writers_lose_and_double_nothing(stack, pipelines, entries, one):
    with second_service(stack, pipelines, "two") as running:
        batches = all_at_once(
            entries,
            COMMITS,
            one=entries.by_service(one),
            two=entries.by_service(api(stack, running)),
            trino=entries.by_trino,
            deltars=entries.by_delta_rs,
        )
    entries.is_whole()
    assert len(entries.log.versions()) >= COMMITS
    assert min(batches.values()) >= 10, batches
    by = Counter(re.split(r"\W", engine, maxsplit=1)[0] for engine in entries.log.engines())
    assert len(by) == 3 and min(by.values()) >= 10, by


def test_answers_that_get_lost_double_nothing(stack, pipelines, entries, one):
    until = len(entries.log.versions()) + COMMITS_OVER_A_BAD_LINE
    with (
        container(
            stack, "tensorflow", "--volume", f"{PROXY}:/proxy.py:ro", "--entrypoint", "python", "--",
            "/proxy.py", "minio", "9000", str(DROPPED_PART), str(SEED), name="proxy", networks=("lake",),
        ) as proxy,
        second_service(stack, pipelines, "three", f"http://{proxy.name}:9000") as running,
    ):  # fmt: skip
        proxied = entries.by_service(api(stack, running))
        all_at_once(entries, until, direct=entries.by_service(one), proxied=proxied, deltars=entries.by_delta_rs)
        # A run takes in what lies there, whoever landed it: a quick neighbour may have left this service no commit.
        entries.write("alone", proxied, until=len(entries.log.versions()) + 5)
        dropped = proxy.logs().splitlines()
    entries.is_whole()
    assert any(f"/bronze/{NAME}/_delta_log/" in line for line in dropped), dropped
    assert any("/ops/" in line for line in dropped), dropped
