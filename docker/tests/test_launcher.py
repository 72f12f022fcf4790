"""Commands of the launcher that look at the stack: with Docker and the file of secrets, and nothing exported."""

import json
import os
import pathlib
import re
import subprocess

import pytest

WELL = {"ok", "note", "warning"}


def lakehouse(stack, *words: str, **environment: str) -> subprocess.CompletedProcess:
    command = [str(stack.root / "lakehouse"), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=stack.root, env=os.environ | environment)


def answer(stack, *words: str, **environment: str) -> str:
    done = lakehouse(stack, *words, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_provisioning_finds_everything_in_order_and_repairs_what_is_not(stack):
    assert answer(stack, "provision", "--plan").startswith("Nothing to change: 6 buckets and 6 users")
    stack.s3("lakehouse-admin").remove_bucket("models")

    planned = answer(stack, "provision", "--plan", "--json")
    assert not stack.s3("lakehouse-admin").bucket_exists("models")
    answer(stack, "provision")

    assert [change["subject"] for change in json.loads(planned)["changes"]] == ["bucket models"]
    assert stack.s3("lakehouse-admin").bucket_exists("models")
    assert answer(stack, "provision", "--plan").startswith("Nothing to change")


def test_a_prompt_opens_as_one_who_changes_nothing(stack):
    assert "engineer" in answer(stack, "trino", "--execute", "SELECT current_user")
    assert "analyst" in answer(stack, "trino", "--user", "analyst", "--execute", "SELECT current_user")


def findings(stack, **environment: str) -> dict[str, list[dict]]:
    done = lakehouse(stack, "doctor", "--json", LAKEHOUSE_IN_CONTAINER="yes", **environment)
    assert done.stdout, done.stderr
    by_subject = {}
    for finding in json.loads(done.stdout)["findings"]:
        by_subject.setdefault(finding["subject"], []).append(finding)
    return by_subject


def test_the_doctor_needs_no_jdk_and_finds_a_running_stack_well(stack):
    found = findings(stack)
    assert {"Docker", "Compose", ".env", "ports", "certificate", "images", "services", "object store", "catalog"} <= set(found)
    bad = [finding for those in found.values() for finding in those if finding["severity"] not in WELL]
    assert bad == []
    [services] = found["services"]
    assert all(name in services["what"] for name in ("trino", "hive-metastore", "minio", "airflow-scheduler"))
    assert "valid until" in found["certificate"][0]["what"]


@pytest.fixture
def before_the_start(tmp_path) -> dict[str, str]:
    """Settings of a stack that has never been started, with other ports than the running one."""
    (tmp_path / "volumes").mkdir()
    return {
        "COMPOSE_PROJECT_NAME": "lakehouse-never-started",
        "LAKEHOUSE_ENV_FILE": str(tmp_path / ".env"),
        "LAKEHOUSE_VOLUMES": str(tmp_path / "volumes"),
    }


def test_before_the_first_start_the_doctor_asks_for_secrets_and_nothing_else(stack, before_the_start):
    without = findings(stack, **before_the_start)
    assert without[".env"][0]["severity"] == "warning"
    assert without[".env"][0]["fix"] == "type ./lakehouse init"

    assert lakehouse(stack, "init", **before_the_start).returncode == 0
    found = findings(stack, **before_the_start)

    assert found[".env"][0]["severity"] == "ok"
    assert found["certificate"][0]["severity"] == "note"
    assert found["services"][0]["what"] == "The stack is not started"
    # Ports may be taken here, by whatever runs on this machine.
    bad = [finding for those in found.values() for finding in those if finding["severity"] not in WELL]
    assert [finding for finding in bad if not finding["subject"].startswith("port ")] == []


def test_what_the_doctor_keeps_of_docker_s_answers_has_no_secret(tmp_path):
    """It lies in files while the doctor runs, and for ever after a `kill -9`. Compose alone is asked: nothing is started."""
    root = pathlib.Path(__file__).parents[2]
    wanted = set(re.findall(r"\$\{(\w+):\?", (root / "docker-compose.yml").read_text()))
    env_file = tmp_path / ".env"
    env_file.write_text("TRINO_IMAGE=registry:5000/own/trino:476\n" + "".join(f"{name}=hush-{name}\n" for name in wanted))
    kept = tmp_path / "kept"
    kept.mkdir()
    words = ["compose", "config", "--format", "json"]

    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", '. docker/launcher/product.bash; keep_images "$@"', "-", str(kept), *words],
        env=os.environ | {"COMPOSE_ENV_FILES": str(env_file)},
        cwd=root,
        check=True,
    )

    said = {path.suffix: path.read_text() for path in kept.iterdir()}
    assert said[".code"] == "0\n", said[".err"]
    images = {name: service["image"] for name, service in json.loads(said[".out"])["services"].items()}
    assert images["trino"] == "registry:5000/own/trino:476"
    assert images["minio"] == "lakehouse-minio"
    assert len(images) == 15
    assert len(wanted) > 10
    assert "hush-" not in "".join(said.values())
