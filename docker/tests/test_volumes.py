"""`./lakehouse down --volumes` removes the folders that the stack made, and no others."""

import os
import pathlib
import subprocess

import pytest

MADE = {"minio", "postgresql", "trino", "trino-certificate", "airflow", "ingestion-service", "tensorflow", "trainer", "trainer-gpu"}
LEFT = "Left where it is, for the stack did not make it: {}"


@pytest.fixture
def volumes(tmp_path):
    """A folder in which other things lie already. What containers write in it is not root's."""
    folder = tmp_path / "volumes"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "cat.jpg").write_bytes(b"cat")
    (folder / "letter.txt").write_text("Dear")
    return folder


def prepare(stack, volumes, *words: str) -> subprocess.CompletedProcess:
    compose = ["docker", "compose", "--project-directory", str(stack.root), "--env-file", str(stack.env_file)]
    return subprocess.run(
        [*compose, "run", "--rm", "--no-deps", "--no-TTY", "prepare", *words],
        env=os.environ | {"LAKEHOUSE_VOLUMES": str(volumes)},
        cwd=stack.root,
        capture_output=True,
        text=True,
    )


def test_what_others_put_there_stays(stack, volumes):
    for _ in range(2):
        assert prepare(stack, volumes).returncode == 0
    assert {path.name for path in volumes.iterdir() if path.is_dir()} == MADE | {"photos"}
    (volumes / "minio" / "a-bucket").mkdir()

    removed = prepare(stack, volumes, "remove")

    assert removed.returncode == 0, removed.stderr
    assert {path.name for path in volumes.glob("[!.]*")} == {"photos", "letter.txt"}
    assert (volumes / "photos" / "cat.jpg").read_bytes() == b"cat"
    assert [LEFT.format(name) in removed.stdout for name in ("photos", "letter.txt", "minio")] == [True, True, False]


def test_a_folder_of_ours_with_things_of_others_is_neither_taken_nor_removed(stack, volumes):
    (volumes / "minio").mkdir()
    (volumes / "minio" / "theirs.txt").write_text("theirs")

    started = prepare(stack, volumes)
    removed = prepare(stack, volumes, "remove")

    assert started.returncode == 1
    assert "'minio' below LAKEHOUSE_VOLUMES has files in it that the stack did not make" in started.stderr
    assert LEFT.format("minio") in removed.stdout
    assert (volumes / "minio" / "theirs.txt").read_text() == "theirs"


def test_a_certificate_of_ones_own_is_taken_and_outlives_the_removal(stack, volumes):
    private = volumes / "trino" / "private"
    private.mkdir(parents=True)
    own = (stack.volumes / "trino" / "private" / "server.pem").read_text()
    (private / "server.pem").write_text(own)

    started = prepare(stack, volumes)
    removed = prepare(stack, volumes, "remove")

    assert started.returncode == 0, started.stderr
    assert LEFT.format("trino") in removed.stdout
    assert (private / "server.pem").read_text() == own
    assert not (volumes / "trino" / "data").exists()


# --- Folders of a version that kept no list. The script alone tells, so no container is started -------------------------


@pytest.fixture
def earlier(tmp_path) -> pathlib.Path:
    """What a stack leaves that has run once, without its list."""
    folder = tmp_path / "volumes"
    for name in (
        "minio/.minio.sys/format.json",
        "minio/landing/orders.csv",
        "minio/bronze/orders",
        "minio/ops/batches",
        "postgresql/pgdata/PG_VERSION",
        "trino/data/secrets-plugin/one",
        "trino/data/var/log",
        "trino/private/password.db",
        "trino-certificate/trino.pem",
        "airflow/logs/dag_id=shop",
        "ingestion-service/scratch/one",
        "tensorflow/.local/one",
        "tensorflow/work/notebooks/one",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("17")
    return folder


def prepare_here(volumes: pathlib.Path, *words: str) -> subprocess.CompletedProcess:
    script = pathlib.Path(__file__).parents[1] / "prepare" / "prepare"
    passwords = {f"TRINO_{user}_PASSWORD": "secret" for user in ("ADMIN", "SERVICE", "ENGINEER", "STEWARD", "ANALYST")}
    return subprocess.run(
        ["bash", "-s", "-", *words],
        input=script.read_text().replace("/volumes", str(volumes)),
        env=os.environ | passwords | {"OWNER_ID": str(os.getuid())},
        capture_output=True,
        text=True,
    )


def delete(folder: pathlib.Path):
    subprocess.run(["rm", "-r", str(folder)], check=True)


@pytest.mark.parametrize("gone", [[], ["trino"], ["trino/private"], ["postgresql", "trino-certificate"]])
def test_an_upgrade_knows_its_own_folders(earlier, gone):
    for name in gone:
        delete(earlier / name)

    upgraded = prepare_here(earlier)
    removed = prepare_here(earlier, "remove")

    assert upgraded.returncode == 0, upgraded.stderr
    assert removed.stdout == ""
    assert list(earlier.iterdir()) == []


def test_a_backup_of_objects_and_database_alone_is_known(earlier):
    for name in ("trino", "trino-certificate", "airflow", "ingestion-service", "tensorflow"):
        delete(earlier / name)

    started = prepare_here(earlier)

    assert started.returncode == 0, started.stderr
    assert (earlier / "postgresql" / "pgdata" / "PG_VERSION").read_text() == "17"


def test_a_minio_of_another_is_not_taken_for_ours(earlier):
    delete(earlier / "trino")
    delete(earlier / "minio" / "bronze")

    started = prepare_here(earlier)
    prepare_here(earlier, "remove")

    assert started.returncode == 1
    assert "'minio' below LAKEHOUSE_VOLUMES has files in it that the stack did not make" in started.stderr
    assert (earlier / "minio" / "landing" / "orders.csv").exists()


def test_a_list_that_was_cut_off_is_written_anew(earlier):
    (earlier / ".made-by-lakehouse.new").write_text("minio\npostg")

    assert prepare_here(earlier).returncode == 0

    assert set((earlier / ".made-by-lakehouse").read_text().split()) >= MADE
    assert not (earlier / ".made-by-lakehouse.new").exists()
