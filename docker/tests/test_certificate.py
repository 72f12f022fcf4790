"""A certificate of one's own: Trino and its clients in the stack work with a name that it has, whatever that is."""

import subprocess
import time

import pytest
import requests
from containers import container

NAME = "lake.example.org"


@pytest.fixture
def own(stack, tmp_path) -> dict[str, str]:
    """Settings of a stack whose certificate names nothing but NAME, and which was prepared."""
    made = tmp_path / "made"
    made.mkdir(mode=0o777)
    made.chmod(0o777)
    stack.compose(
        "run", "--rm", "--no-deps", "--no-TTY", "--volume", f"{made}:/made", "--entrypoint", "openssl", "prepare",
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=own",
        "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "/made/key", "-out", "/made/certificate",
    )  # fmt: skip
    volumes = tmp_path / "volumes"
    (volumes / "trino" / "private").mkdir(parents=True)
    pem = "".join((made / name).read_text() for name in ("key", "certificate"))
    (volumes / "trino" / "private" / "server.pem").write_text(pem)
    settings = {"LAKEHOUSE_VOLUMES": str(volumes), "TRINO_NAME": NAME}
    stack.compose("run", "--rm", "--no-deps", "--no-TTY", "prepare", **settings)
    return settings


def test_a_certificate_with_another_name_stops_the_start_with_a_sentence(stack, own):
    with pytest.raises(AssertionError, match=f"does not name 'trino', but DNS:{NAME}. Set TRINO_NAME in .env"):
        stack.compose("run", "--rm", "--no-deps", "--no-TTY", "prepare", **own | {"TRINO_NAME": "trino"})


def test_trino_is_healthy_under_a_name_of_its_certificate(stack, own):
    with container(stack, "trino", "--publish", "127.0.0.1::8443", "--", name="own-certificate", **own) as trino:
        deadline = time.monotonic() + 300
        check = ["docker", "exec", trino.name, "bash", "/etc/trino/health-check"]
        while subprocess.run(check, capture_output=True).returncode != 0:
            assert time.monotonic() < deadline, trino.logs()[-2000:]
            time.sleep(2)
        # Neither localhost nor 127.0.0.1 is in it: what works does so by the name.
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"https://127.0.0.1:{trino.port(8443)}/v1/info", verify=f"{own['LAKEHOUSE_VOLUMES']}/trino-certificate/trino.pem")


def test_all_clients_in_the_stack_take_the_name(stack):
    config = stack.compose("--profile", "cli", "config", TRINO_NAME=NAME)
    assert f"jdbc:trino://{NAME}:8443/lakehouse" in config
    assert f"--server=https://{NAME}:8443" in config
    assert f"TRINO_HOST: {NAME}" in config
    assert f'"conn_type": "trino", "host": "{NAME}"' in config
    assert "trino:8443" not in config.replace(f"{NAME}:8443", "")


def test_the_name_leads_to_trino_in_the_stack(stack):
    """The alias of the name that holds now. Its clients' networks have it, the metastore's has not."""
    said = stack.compose("exec", "--no-TTY", "tensorflow", "getent", "hosts", stack.env.get("TRINO_NAME", "trino"))
    assert len(said.split()) >= 2
