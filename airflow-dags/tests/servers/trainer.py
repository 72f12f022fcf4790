"""A trainer with the API of the real one, which learns nothing."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections import deque
from typing import Any

from aiohttp import web

from servers.ingestion import IngestionService, problem_document
from servers.lake import Lake

GOLD = "gold.clientes_por_corte"
"""What its models learn from."""


class Trainer(IngestionService):
    """Takes jobs as the service takes runs, and knows none of them any more when it is started again.

    `hold` and `errors` go by command. The first run of a model is promoted, later ones where `better`. What it has
    trained is in the rows of `ops.models` of the lake that the service tells of.
    """

    def __init__(self, lake: Lake) -> None:
        super().__init__(lake)
        self.better = True
        self.asked: list[str] = []
        self._predicted: dict[str, Any] = {}
        self._clock = itertools.count()

    def start(self) -> None:
        self.runs.clear()
        super().start()

    def fail(self, command: str, status: int, code: str) -> None:
        self.errors.setdefault(command, deque()).append(problem_document(status, code, "It went wrong", "why", "fix"))

    def runs_trained(self, model: str) -> list[dict[str, Any]]:
        return [row for row in self.lake.rows.get("ops.models", []) if row["model"] == model]

    def promoted(self, model: str) -> str | None:
        known = [row for row in self.runs_trained(model) if row["promoted_at"]]
        return max(known, key=lambda row: row["promoted_at"])["run"] if known else None

    def promote(self, run: str) -> None:
        """As somebody does by hand."""
        [row] = [row for row in self.lake.rows["ops.models"] if row["run"] == run]
        row["promoted_at"] = f"2026-01-01T{next(self._clock):02}:00:00Z"

    async def _post_run(self, request: web.Request) -> web.Response:
        body, job = await request.json(), str(uuid.uuid5(uuid.NAMESPACE_URL, request.headers["Idempotency-Key"]))
        if job in self.runs:
            if not body.items() <= self.runs[job].items():
                problem = problem_document(400, "IDEMPOTENCY_KEY_REUSED", "The key was used", "it was", "use another")
                return web.json_response(problem, status=400)
            return web.json_response(self.runs[job])
        self.asked.append(" ".join(map(str, body.values())))
        self.runs[job] = {"id": job, "state": "queued", **body, "result": None, "error": None}
        self._tasks[job] = asyncio.create_task(self._carry_out(self.runs[job]))
        return web.json_response(self.runs[job], status=202)

    async def _get_run(self, request: web.Request) -> web.Response:
        job = self.runs.get(request.match_info["id"])
        if job is None:
            problem = problem_document(
                404, "RUN_NOT_FOUND", "The trainer knows no such job", "it started anew", "ask again"
            )
            return web.json_response(problem | {"retryable": True}, status=404)
        return web.json_response(job)

    async def _carry_out(self, job: dict[str, Any]) -> None:
        job["state"] = "running"
        while job["command"] in self.holding:
            await asyncio.sleep(0.05)
        if self.errors.get(job["command"]):
            job["error"], job["state"] = self.errors[job["command"]].popleft(), "failed"
            return
        job["result"] = getattr(self, "_" + job["command"])(job)
        job["state"] = "succeeded"

    def _features(self, job: dict[str, Any]) -> dict[str, Any]:
        return {"model": job["model"], "gold_table": GOLD, "gold_version": self.lake.versions[GOLD], "parts": {}}

    def _train(self, job: dict[str, Any]) -> dict[str, Any]:
        run = f"{job['model']}-{len(self.runs_trained(job['model'])) + 1}"
        row = {"run": run, "model": job["model"], "gold_version": job["version"], "promoted_at": None}
        self.lake.rows.setdefault("ops.models", []).append(row)
        return {"run": run, "gold_version": job["version"]}

    def _challenge(self, job: dict[str, Any]) -> dict[str, Any]:
        promoted = self.better or self.promoted(job["model"]) is None
        if promoted:
            self.promote(job["run"])
        return {"promoted": promoted, "why": "it is better" if promoted else "it is not better"}

    def _predict(self, job: dict[str, Any]) -> dict[str, Any]:
        result = {"run": self.promoted(job["model"]), "gold_version": self.lake.versions[GOLD]}
        committed = result != self._predicted.get(job["model"])
        self._predicted[job["model"]] = result
        return result | {"committed": committed}
