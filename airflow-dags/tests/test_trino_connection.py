"""The way to Trino: HTTPS, with the certificate that the connection names and no other."""

from __future__ import annotations

import json
import subprocess

import pytest
from trino.exceptions import TrinoConnectionError

from lakehouse_airflow.trino_connection import open_trino
from servers.trino import TrinoServer


def certificate(folder, name):
    """A file of key and certificate for the server, and one of the certificate alone."""
    key, public = folder / f"{name}.key", folder / f"{name}.pem"
    subject = ["-subj", "/CN=trino", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*make, "-keyout", key, "-out", public, *subject], check=True, capture_output=True)
    both = folder / f"{name}.both"
    both.write_text(key.read_text() + public.read_text())
    return both, public


@pytest.fixture
def connect_with(tmp_path, monkeypatch):
    both, right = certificate(tmp_path, "right")
    _, wrong = certificate(tmp_path, "wrong")
    server = TrinoServer(both)
    server.execute("create table gold.x as select 1 as id")
    # What is in the environment must not win over the connection.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(wrong))

    def connect(which):
        extra = {"verify": str({"right": right, "wrong": wrong}[which])}
        connection = {
            "conn_type": "trino",
            "host": "localhost",
            "port": server.port,
            "login": "e",
            "password": "secret",
        }
        monkeypatch.setenv("AIRFLOW_CONN_TRINO", json.dumps(connection | {"extra": extra}))
        return open_trino()

    yield connect
    server.stop()


def test_the_certificate_of_the_connection_is_trusted(connect_with):
    with connect_with("right") as trino:
        assert trino.cursor().execute("select count(*) from gold.x").fetchone() == [1]


def test_no_other_is(connect_with):
    with connect_with("wrong") as trino, pytest.raises(TrinoConnectionError, match="CERTIFICATE_VERIFY_FAILED"):
        trino.cursor().execute("select 1")
