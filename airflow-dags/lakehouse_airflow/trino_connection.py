"""A connection to Trino, from the Airflow connection `trino`."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import requests
from airflow.sdk.bases.hook import BaseHook
from trino.auth import BasicAuthentication
from trino.dbapi import connect

TRINO_CONNECTION_ID = "trino"
"""Host, port, login, password; `verify` in extra is the path of the certificate to trust."""

CATALOG = "lakehouse"


def open_trino(connection_id: str = TRINO_CONNECTION_ID) -> closing[Any]:
    """A connection of DB-API in the catalog of the lake; a context manager that closes it.

    Over HTTPS only when there is a password: Trino takes none over HTTP.
    """
    airflow = BaseHook.get_connection(connection_id)
    session = requests.Session()
    # REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE would win over `verify`.
    session.trust_env = False
    secure = bool(airflow.password)
    return closing(
        connect(
            host=airflow.host,
            port=airflow.port or (8443 if secure else 8080),
            user=airflow.login or "airflow",
            auth=BasicAuthentication(airflow.login, airflow.password) if secure else None,
            http_scheme="https" if secure else "http",
            verify=airflow.extra_dejson.get("verify", True),
            catalog=CATALOG,
            source="airflow",
            http_session=session,
        )
    )
