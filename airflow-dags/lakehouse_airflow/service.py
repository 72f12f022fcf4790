"""The ingestion service's HTTP API, for workers and the triggerer alike."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp

from lakehouse_airflow.problem import Problem

CONNECTION_ID = "lakehouse"
"""The Airflow connection: host, port, and the bearer token as its password."""

TRAINER_CONNECTION_ID = "trainer"
"""The same for the trainer, which takes its jobs as the service takes runs."""

LIVE = frozenset({"queued", "running"})
BAD_ENDS = frozenset({"failed", "cancelled", "interrupted"})

_BUSY = frozenset({429, 502, 503, 504})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ServiceAddress:
    """Where the service is, and the token for it. Never serialized: the token stays in the connection."""

    url: str
    token: str

    @classmethod
    def of(cls, connection) -> ServiceAddress:
        """From an Airflow connection; raises a Problem where it says too little."""
        if not connection.host or not connection.password:
            raise Problem(
                "CONNECTION_INCOMPLETE",
                f"The Airflow connection '{connection.conn_id}' does not say how to reach the ingestion service",
                f"its {'host' if not connection.host else 'password'} is missing",
                f"set AIRFLOW_CONN_{connection.conn_id.upper()} to JSON with conn_type, host, port, and the service's "
                "token as the password",
                passing=False,
            )
        scheme = "https" if "https" in (connection.schema, connection.conn_type) else "http"
        return cls(f"{scheme}://{connection.host}:{connection.port or 8090}", connection.password)

    def __repr__(self) -> str:
        return f"ServiceAddress({self.url})"


class Service:
    """Calls that outlast a service that is restarting or busy: for `patience`, each is made again.

    That is safe for all of them. Starting a run carries an idempotency key; the others change nothing by a second time.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str, patience: timedelta) -> None:
        self._session = session
        self._url = url
        self._patience = patience

    async def start_run(self, body: dict[str, Any], key: str) -> dict[str, Any]:
        """The run of that key, which may be an earlier one."""
        return await self._call("POST", "/api/v1/runs", json=body, headers={"Idempotency-Key": key})

    async def run(self, run_id: str) -> dict[str, Any]:
        return await self._call("GET", f"/api/v1/runs/{quote(run_id, safe='')}")

    async def cancel_run(self, run_id: str) -> None:
        """Asks for the end of a run; one that has ended stays as it is, and one that is not known is no matter."""
        await self._call("POST", f"/api/v1/runs/{quote(run_id, safe='')}/cancel", missing={})

    async def table_version(self, table: str) -> int | None:
        """The newest version of a table such as `silver.pedidos`; None where it is not there."""
        answer = await self._call("GET", f"/api/v1/tables/{quote(table, safe='.')}", missing={})
        version = answer.get("version")
        return version if isinstance(version, int) and version >= 0 else None

    async def rows(self, table: str, *, columns: Sequence[str], where: Sequence[str]) -> list[dict[str, Any]]:
        """All rows of a table that meet the conditions, such as `id:eq:7`; none where it is not there."""
        asked = urlencode({"columns": ",".join(columns), "where": list(where), "limit": 10_000}, doseq=True)
        path, rows = f"/api/v1/tables/{quote(table, safe='.')}/rows?{asked}", []
        while path:
            page = await self._call("GET", path, missing={})
            rows += page.get("rows", [])
            path = page.get("next")
        return rows

    async def sync_catalog(self) -> Any:
        return await self._call("POST", "/api/v1/catalog/sync", timeout=timedelta(minutes=30))

    async def _call(
        self, method: str, path: str, *, missing: Any = None, timeout: timedelta | None = None, **kwargs
    ) -> Any:
        deadline = asyncio.get_running_loop().time() + self._patience.total_seconds()
        pause = 0.2
        if timeout is not None:
            kwargs["timeout"] = aiohttp.ClientTimeout(total=timeout.total_seconds())
        while True:
            wait = pause
            try:
                async with self._session.request(method, self._url + path, **kwargs) as response:
                    if response.status < 400:
                        return await response.json(content_type=None)
                    if response.status == 404 and missing is not None:
                        return missing
                    problem = Problem.of_document(await _document(response), response.status)
                    if response.status not in _BUSY:
                        raise problem
                    wait = max(wait, _retry_after(response))
            except (aiohttp.ClientError, TimeoutError, ConnectionError, ValueError) as e:
                # ValueError: the answer was cut off, or is no JSON.
                problem = _unreachable(self._url, method, path, e)
            if asyncio.get_running_loop().time() + wait > deadline:
                raise problem
            _log.warning("%s Trying again in %.1f s.", problem.what + ".", wait)
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))
            pause = min(pause * 2, 10.0)


@asynccontextmanager
async def connected(address: ServiceAddress, patience: timedelta) -> AsyncIterator[Service]:
    """A client for as long as the block lasts."""
    headers = {"Authorization": f"Bearer {address.token}", "Accept": "application/json"}
    timeout = aiohttp.ClientTimeout(total=60, sock_connect=10)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        yield Service(session, address.url, patience)


async def _document(response: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        document = await response.json(content_type=None)
    except (ValueError, aiohttp.ClientError):
        document = None
    return document if isinstance(document, dict) else {}


def _retry_after(response: aiohttp.ClientResponse) -> float:
    try:
        return min(float(response.headers.get("Retry-After", 0)), 60.0)
    except ValueError:  # a date, which the service does not send
        return 0.0


def _unreachable(url: str, method: str, path: str, error: Exception) -> Problem:
    return Problem(
        "SERVICE_UNREACHABLE",
        f"The ingestion service at {url} gave no answer to {method} {path}",
        f"{type(error).__name__}: {error}" if str(error) else type(error).__name__,
        "see that the service is up and healthy; the task goes on where it was when it is tried again",
        passing=True,
    )
