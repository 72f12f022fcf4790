"""All services are there, healthy, and ask who one is."""

import json
import stat

import pytest
import requests

ONE_SHOTS = {"prepare", "provision", "databases", "airflow-init"}


def containers(stack) -> list[dict]:
    """Compose prints an array, or an object a line, depending on its version."""
    text = stack.compose("ps", "--all", "--format", "json").strip()
    return json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]


def test_servers_are_healthy_and_one_shots_succeeded(stack):
    found = {it["Service"]: (it["State"], it["Health"], it["ExitCode"]) for it in containers(stack)}
    servers = {name: state for name, state in found.items() if name not in ONE_SHOTS}
    assert {name for name in found if name in ONE_SHOTS} == ONE_SHOTS
    assert {found[name][2] for name in ONE_SHOTS} == {0}
    assert len(servers) == 11
    assert {state[:2] for state in servers.values()} == {("running", "healthy")}


def test_no_process_of_a_server_is_roots(stack):
    for container in containers(stack):
        if container["State"] == "running":
            users = stack.compose("exec", "--no-TTY", container["Service"], "sh", "-c", "cat /proc/[0-9]*/status")
            ids = {line.split()[1] for line in users.splitlines() if line.startswith("Uid:")}
            assert "0" not in ids, container["Service"]


def test_secrets_are_for_their_owner_alone(stack):
    private = stack.volumes / "trino" / "private"
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in [stack.env_file, *private.iterdir()]}
    assert set(modes) == {stack.env_file.name, "server.pem", "password.db", "health.curl"}
    assert set(modes.values()) == {0o600}
    assert "PRIVATE" not in (stack.volumes / "trino-certificate" / "trino.pem").read_text()


def test_airflow_wants_a_login(stack):
    assert requests.get(stack.url("AIRFLOW", "/api/v2/dags")).status_code == 401
    login = {"username": "admin", "password": stack.env["AIRFLOW_ADMIN_PASSWORD"]}
    token = requests.post(stack.url("AIRFLOW", "/auth/token"), json=login).json()["access_token"]
    answer = requests.get(stack.url("AIRFLOW", "/api/v2/dags"), headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    wrong = requests.post(stack.url("AIRFLOW", "/auth/token"), json=login | {"password": "wrong"})
    assert wrong.status_code == 401


def test_jupyter_wants_its_token(stack):
    contents = stack.url("JUPYTER", "/api/contents")
    assert requests.get(contents).status_code == 403
    token = {"Authorization": f"token {stack.env['JUPYTER_TOKEN']}"}
    assert requests.get(contents, headers=token).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/v1/tables"])
def test_the_service_wants_its_token(stack, path):
    assert requests.get(stack.url("SERVICE", path)).status_code == 401
    token = {"Authorization": f"Bearer {stack.env['LAKEHOUSE_TOKEN']}"}
    assert requests.get(stack.url("SERVICE", path), headers=token).status_code == 200


def test_no_secret_is_in_a_log(stack):
    logs = stack.compose("logs", "--no-color")
    secrets = {
        name: value for name, value in stack.env.items() if name.endswith(("_PASSWORD", "_SECRET", "_KEY", "_TOKEN"))
    }
    assert len(secrets) == 25
    assert [name for name, value in secrets.items() if value in logs] == []
