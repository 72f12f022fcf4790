"""`./lakehouse down --volumes` removes the folders that the stack made, and no others."""

import os
import subprocess

import pytest

MADE = {"minio", "postgresql", "trino", "trino-certificate", "airflow", "ingestion-service", "tensorflow"}
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
