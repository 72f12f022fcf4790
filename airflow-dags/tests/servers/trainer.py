"""A trainer with the API of the real one, which learns nothing."""

from __future__ import annotations

import asyncio
import uuid
from collections import deque
from typing import Any

from aiohttp import web

from servers.ingestion import IngestionService, problem_document
from servers.lake import Lake


class Trainer(IngestionService):
    """Takes jobs as the service takes runs, and knows none of them any more when it is started again.

    `hold` and `errors` go by command. The first run of a model is promoted, later ones where `better`.
    """

    def __init__(self) -> None:
        super().__init__(Lake({}))
        self.better = True
        self.asked: list[str] = []
        self._trained: dict[str, int] = {}
        self.promoted: dict[str, str] = {}

    def start(self) -> None:
        self.runs.clear()
        super().start()

    def fail(self, command: str, status: int, code: str) -> None:
        self.errors.setdefault(command, deque()).append(problem_document(status, code, "It went wrong", "why", "fix"))

    async def _post_run(self, request: web.Request) -> web.Response:
        body, job = await request.json(), str(uuid.uuid5(uuid.NAMESPACE_URL, request.headers["Idempotency-Key"]))
        if job in self.runs:
            return web.json_response(self.runs[job])
        self.asked.append(" ".join(body.values()))
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

    def _train(self, job: dict[str, Any]) -> dict[str, Any]:
        self._trained[job["model"]] = self._trained.get(job["model"], 0) + 1
        return {"run": f"{job['model']}-{self._trained[job['model']]}"}

    def _challenge(self, job: dict[str, Any]) -> dict[str, Any]:
        promoted = self.better or job["model"] not in self.promoted
        if promoted:
            self.promoted[job["model"]] = job["run"]
        return {"promoted": promoted, "why": "it is better" if promoted else "it is not better"}

    def _predict(self, job: dict[str, Any]) -> dict[str, Any]:
        return {"run": self.promoted[job["model"]], "committed": True}
