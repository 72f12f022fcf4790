"""An ingestion service with the API of the real one, over a lake in memory."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import deque
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from servers.lake import Lake

TOKEN = "t0ken-of-the-test"
_ENDS = ("succeeded", "failed", "cancelled", "interrupted")


class IngestionService:
    """Runs take `seconds`, or until `release`; `faults` are taken one by one by the requests that come.

    A fault is `lose` (the request is carried out, the connection closed without an answer), `cut` (closed before it is
    carried out), or an HTTP status. `errors` are the problem details with which runs of a table fail, one by one.
    """

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.seconds = 0.0
        self.holding: set[str] = set()
        self.faults: deque[str | int] = deque()
        self.errors: dict[str, deque[dict[str, Any]]] = {}
        self.runs: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, str]] = []
        self.syncs = 0
        self.port = 0
        self._numbers = itertools.count(1)
        self._loop = asyncio.new_event_loop()
        self._tasks: dict[str, asyncio.Task] = {}
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._site: web.AppRunner | None = None

    # --- for tests

    def start(self) -> None:
        """Again on the port that it had before, if any."""
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)

    def stop(self) -> None:
        """As a server that is killed: runs are cut off, and known as interrupted when it is back."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)

    def hold(self, table: str) -> None:
        self.holding.add(table)

    def release(self, table: str) -> None:
        self.holding.discard(table)

    def runs_of(self, table: str) -> list[dict[str, Any]]:
        return [run for run in self.runs.values() if run["table"] == table]

    # --- the server

    async def _start(self) -> None:
        app = web.Application(middlewares=[self._misbehave])
        app.router.add_post("/api/v1/runs", self._post_run)
        app.router.add_get("/api/v1/runs/{id}", self._get_run)
        app.router.add_post("/api/v1/runs/{id}/cancel", self._cancel)
        app.router.add_get("/api/v1/tables/{table}", self._table)
        app.router.add_get("/api/v1/tables/{table}/rows", self._rows)
        app.router.add_post("/api/v1/catalog/sync", self._sync)
        self._site = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._site.setup()
        site = web.TCPSite(self._site, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._site.addresses[0][1]

    async def _stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        for run in self.runs.values():
            if run["state"] not in _ENDS:
                run["state"] = "interrupted"
        if self._site is not None:
            await self._site.cleanup()

    @web.middleware
    async def _misbehave(self, request: web.Request, handler):
        self.requests.append((request.method, request.path))
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _problem(401, "TOKEN_WRONG", "The token is not right", "it is another", "look at LAKEHOUSE_TOKEN")
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, int):
            answer = _problem(fault, "BUSY", "The service is busy", "there is much to do", "come again")
            answer.headers["Retry-After"] = "0"
            return answer
        answer = None if fault == "cut" else await handler(request)
        if fault in ("cut", "lose"):
            request.transport.abort()
            raise ConnectionResetError
        return answer

    async def _post_run(self, request: web.Request) -> web.Response:
        key, body = request.headers.get("Idempotency-Key"), await request.json()
        for run in self.runs.values():
            if key and run["idempotency_key"] == key:
                if run["body"] != body:
                    return _problem(422, "KEY_REUSED", "The key was used for something else", "it was", "use another")
                return web.json_response(_public(run), status=200)
        run = {
            "id": f"run-{next(self._numbers)}",
            "pipeline": body["pipeline"],
            "table": body.get("table"),
            "full_refresh": body.get("full_refresh", False),
            "state": "queued",
            "idempotency_key": key,
            "created_at": datetime.now(UTC).isoformat(),
            "nothing_new": False,
            "progress": None,
            "tables": [],
            "error": None,
            "body": body,
        }
        self.runs[run["id"]] = run
        self._tasks[run["id"]] = asyncio.create_task(self._carry_out(run))
        return web.json_response(_public(run), status=202)

    async def _carry_out(self, run: dict[str, Any]) -> None:
        table = run["table"]
        run["state"] = "running"
        run["progress"] = {"table": table, "activity": "writing", "fraction": 0.5}
        await asyncio.sleep(self.seconds)
        while table in self.holding:
            await asyncio.sleep(0.05)
        if self.errors.get(table):
            run["error"] = self.errors[table].popleft()
            run["state"] = "failed"
            return
        result = self.lake.refresh(table, run["full_refresh"])
        run["tables"] = [result]
        if result["problems"]:
            run["error"] = problem_document(
                422, "DATA_NOT_TAKEN_IN", "A part was not taken in", "; ".join(result["problems"]), "mend"
            )
            run["state"] = "failed"
            return
        run["nothing_new"] = result["rows_in"] == 0
        run["state"] = "succeeded"

    async def _get_run(self, request: web.Request) -> web.Response:
        run = self.runs.get(request.match_info["id"])
        if run is None:
            return _problem(404, "RUN_UNKNOWN", "There is no such run", "it was never started", "list the runs")
        return web.json_response(_public(run))

    async def _cancel(self, request: web.Request) -> web.Response:
        run = self.runs[request.match_info["id"]]
        if run["state"] not in _ENDS:
            self._tasks[run["id"]].cancel()
            run["state"] = "cancelled"
        return web.json_response(_public(run), status=202)

    async def _table(self, request: web.Request) -> web.Response:
        version = self.lake.versions.get(request.match_info["table"])
        if version is None:
            return _problem(404, "TABLE_UNKNOWN", "There is no such table", "nothing made it", "run its pipeline")
        return web.json_response({"table": request.match_info["table"], "version": version})

    async def _rows(self, request: web.Request) -> web.Response:
        """One row a page, so that whoever asks has to turn pages."""
        rows = self.lake.rows.get(request.match_info["table"])
        if rows is None:
            return _problem(404, "TABLE_UNKNOWN", "There is no such table", "nothing made it", "run its pipeline")
        rows = [row for row in rows if all(_meets(row, condition) for condition in request.query.getall("where"))]
        offset = int(request.query.get("offset", 0))
        columns = request.query["columns"].split(",")
        page = [{column: row[column] for column in columns} for row in rows[offset : offset + 1]]
        following = request.rel_url.update_query(offset=offset + 1)
        return web.json_response({"rows": page, "next": str(following) if offset + 1 < len(rows) else None})

    async def _sync(self, request: web.Request) -> web.Response:
        self.syncs += 1
        return web.json_response({"registered": [], "dropped": [], "drift": []})


def _meets(row: dict[str, Any], condition: str) -> bool:
    column, operator, *value = condition.split(":")
    return row[column] is not None if operator == "not_null" else [row[column]] == value


def _public(run: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in run.items() if key != "body"}


def _problem(status: int, code: str, what: str, why: str, fix: str) -> web.Response:
    body = problem_document(status, code, what, why, fix)
    return web.json_response(body, status=status, content_type="application/problem+json")


def problem_document(status: int, code: str, what: str, why: str, fix: str) -> dict[str, Any]:
    words = {"type": f"urn:lakehouse:problem:{code}", "title": code, "what": what, "why": why, "fix": fix}
    return words | {"status": status, "code": code, "retryable": status in (409, 503)}
