"""MinIO lets each service do what it is for, and nothing else."""

import io

import pytest
from minio.error import S3Error

BUCKETS = ["landing", "bronze", "silver", "gold", "ops", "models"]
READS = {
    "ingestion-service": ["landing", "bronze", "silver", "gold", "ops"],
    "trino": ["bronze", "silver", "gold"],
    "jupyter": ["gold", "models"],
    "trainer": ["gold", "models"],
}
WRITES = {
    "ingestion-service": ["bronze", "silver", "gold", "ops"],
    "trino": ["bronze", "silver", "gold"],
    "jupyter": ["models"],
    "trainer": ["models"],
    "uploader": ["landing"],
}
# Names, and no more: the table ops.models is read, and that takes hearing what is not there.
SEES = [("trino", "ops"), ("trainer", "ops")]
NAME = "refusals/probe.txt"


@pytest.fixture(scope="module", autouse=True)
def probes(stack):
    """One object in each bucket."""
    root = stack.s3("lakehouse-admin")
    for bucket in BUCKETS:
        put(root, bucket)
    yield
    for bucket in BUCKETS:
        for found in root.list_objects(bucket, "refusals/", recursive=True):
            root.remove_object(bucket, found.object_name)


def put(client, bucket: str, name: str = NAME) -> None:
    client.put_object(bucket, name, io.BytesIO(b"probe"), 5)


def refused(action, *arguments) -> None:
    with pytest.raises(S3Error) as refusal:
        action(*arguments)
    assert refusal.value.code == "AccessDenied"


def pairs(allowed: dict[str, list[str]], users: list[str], expected: bool) -> list[tuple[str, str]]:
    return [(user, bucket) for user in users for bucket in BUCKETS if (bucket in allowed.get(user, [])) == expected]


@pytest.mark.parametrize("user, bucket", pairs(READS, list(READS), True))
def test_reads_and_lists_what_it_needs(stack, user, bucket):
    client = stack.s3(user)
    with client.get_object(bucket, NAME) as answer:
        assert answer.read() == b"probe"
    assert NAME in [found.object_name for found in client.list_objects(bucket, "refusals/", recursive=True)]


@pytest.mark.parametrize("user, bucket", pairs(READS, list(READS), False) + [("uploader", "landing")])
def test_reads_nothing_else(stack, user, bucket):
    refused(stack.s3(user).get_object, bucket, NAME)
    if (user, bucket) not in SEES:
        refused(lambda: list(stack.s3(user).list_objects(bucket)))


@pytest.mark.parametrize("name", ["gold/previsoes_refusals/probe.txt", "ops/models/probe.txt"])
def test_the_trainer_writes_its_tables(stack, name):
    bucket, _, key = name.partition("/")
    put(stack.s3("trainer"), bucket, key)
    stack.s3("trainer").remove_object(bucket, key)


@pytest.mark.parametrize("user, bucket", pairs(WRITES, list(WRITES), True))
def test_writes_what_it_needs(stack, user, bucket):
    put(stack.s3(user), bucket, f"refusals/by-{user}.txt")


@pytest.mark.parametrize(
    "user, bucket",
    pairs(WRITES, [*WRITES, "metastore"], False),
)
def test_writes_nothing_else(stack, user, bucket):
    refused(put, stack.s3(user), bucket)


@pytest.mark.parametrize("name", ["refusals/part-0.parquet", "refusals/_delta_log/0.json"])
def test_the_metastore_reads_neither_rows_nor_logs(stack, name):
    put(stack.s3("lakehouse-admin"), "silver", name)
    refused(stack.s3("metastore").get_object, "silver", name)


def test_jupyter_asks_trino_for_what_silver_refused(stack):
    name = f"refusals_quarantine/{NAME}"
    root = stack.s3("lakehouse-admin")
    put(root, "silver", name)
    refused(stack.s3("jupyter").get_object, "silver", name)
    root.remove_object("silver", name)


@pytest.mark.parametrize("user", ["ingestion-service", "trino", "metastore", "jupyter", "uploader", "trainer"])
def test_makes_no_buckets(stack, user):
    refused(stack.s3(user).make_bucket, f"of-{user}")


def test_nobody_is_let_in_with_another_secret(stack):
    with pytest.raises(S3Error) as refusal:
        stack.s3("jupyter", secret="not-the-secret").list_buckets()
    assert refusal.value.code == "SignatureDoesNotMatch"
