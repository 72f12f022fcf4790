"""`catalog sync` finds tables whoever wrote them, takes out what is gone, and tells of what it leaves to a person."""

import io
import json
import uuid

import deltalake
import pytest
import trino.exceptions
from arro3.core import Array, DataType, Table
from test_launcher import lakehouse


class Entry:
    """A table of silver that another program wrote, in a folder of its own."""

    def __init__(self, stack):
        self.stack = stack
        self.folder = f"synced_{uuid.uuid4().hex[:8]}"
        self.name = f"silver.{self.folder}"
        deltalake.write_deltalake(
            f"s3://silver/{self.folder}",
            Table.from_pydict({"id": Array([1, 2], type=DataType.int64())}),
            storage_options={
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{stack.env['MINIO_PORT']}",
                "AWS_REGION": "us-east-1",
                "AWS_ALLOW_HTTP": "true",
                "AWS_ACCESS_KEY_ID": "ingestion-service",
                "AWS_SECRET_ACCESS_KEY": stack.env["MINIO_SERVICE_SECRET"],
                "aws_conditional_put": "etag",
            },
        )

    @property
    def first_commit(self) -> str:
        return f"{self.folder}/_delta_log/{0:020}.json"

    def read(self) -> list[list]:
        return sorted(self.stack.sql("engineer", f"SELECT id FROM {self.name}"))

    def forget(self) -> None:
        """What Trino read of its log before."""
        self.stack.sql(
            "service",
            "CALL lakehouse.system.flush_metadata_cache(schema_name => 'silver', table_name => ?)".replace(
                "?", f"'{self.folder}'"
            ),
        )

    def remove(self) -> None:
        root = self.stack.s3("lakehouse-admin")
        for found in list(root.list_objects("silver", f"{self.folder}/", recursive=True)):
            root.remove_object("silver", found.object_name)


@pytest.fixture
def entry(stack):
    entry = Entry(stack)
    yield entry
    entry.remove()
    sync(stack)


def sync(stack, *words: str) -> tuple[int, dict]:
    """Its exit code and report, as one types it who has Docker and .env alone."""
    done = lakehouse(stack, "catalog", "sync", "--json", *words)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def about(entry: Entry, report: dict) -> tuple[list[str], list[str]]:
    actions = [change["action"] for change in report["changes"] if change["subject"] == entry.name]
    return actions, [sentence for sentence in report["drift"] if entry.folder in sentence]


def test_a_table_of_another_program_is_planned_then_registered_and_read(stack, entry):
    _, planned = sync(stack, "--plan")
    assert about(entry, planned) == (["register"], [])
    with pytest.raises(trino.exceptions.TrinoUserError):
        entry.read()

    _, done = sync(stack)
    assert about(entry, done) == (["register"], [])
    assert entry.read() == [[1], [2]]

    _, again = sync(stack)
    assert about(entry, again) == ([], [])


@pytest.mark.parametrize("trino_has_read_it", [True, False])
def test_a_table_that_is_gone_is_taken_out(stack, entry, trino_has_read_it):
    sync(stack)
    assert entry.read() == [[1], [2]]
    entry.remove()
    if not trino_has_read_it:
        entry.forget()

    _, done = sync(stack)

    assert about(entry, done) == (["unregister"], [])
    assert [entry.folder] not in stack.sql("service", "SHOW TABLES FROM silver")


def test_a_table_with_a_broken_log_stays_is_reported_and_comes_back(stack, entry):
    sync(stack)
    root = stack.s3("lakehouse-admin")
    with root.get_object("silver", entry.first_commit) as answer:
        whole = answer.read()
    root.put_object("silver", entry.first_commit, io.BytesIO(b"garbage"), 7)
    entry.forget()

    code, report = sync(stack)
    root.put_object("silver", entry.first_commit, io.BytesIO(whole), len(whole))
    entry.forget()

    assert code == 3
    actions, drift = about(entry, report)
    assert actions == []
    assert len(drift) == 1 and drift[0].startswith(f"{entry.name} is in the catalog, but Trino cannot read it")
    assert entry.read() == [[1], [2]]
    _, again = sync(stack)
    assert about(entry, again) == ([], [])


def test_a_name_that_no_catalog_takes_is_drift(stack):
    odd = f"Synced-{uuid.uuid4().hex[:8]}"
    root = stack.s3("lakehouse-admin")
    root.put_object("silver", f"{odd}/_delta_log/{0:020}.json", io.BytesIO(b"{}"), 2)
    try:
        code, report = sync(stack)
    finally:
        root.remove_object("silver", f"{odd}/_delta_log/{0:020}.json")

    assert code == 3
    assert any(odd in sentence and "is in no catalog" in sentence for sentence in report["drift"])


def test_the_service_gives_the_same_report_over_http(stack, entry):
    service = stack.service()
    report = service.session.post(f"{service.address}/api/v1/catalog/sync", timeout=300).json()
    assert about(entry, report) == (["register"], [])
    assert report["applied"] is True
