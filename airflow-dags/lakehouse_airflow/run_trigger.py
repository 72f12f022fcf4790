"""Waits for a run of the service in the triggerer, where hundreds of waits share one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk.bases.hook import BaseHook
from airflow.triggers.base import BaseTrigger, TriggerEvent

from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_report import progress_line
from lakehouse_airflow.service import LIVE, ServiceAddress, connected


class RunTrigger(BaseTrigger):
    """Fires once: with `run` when the run has ended, with `timed_out` at the deadline, or with `problem`.

    A triggerer that is restarted goes on waiting for the same run. Somebody who fails or clears the task ends the run,
    too. `deadline` is an ISO 8601 instant; `patience_seconds` is how long the service may be away.
    """

    def __init__(
        self,
        connection_id: str,
        service_run_id: str,
        poll_seconds: float,
        patience_seconds: float,
        deadline: str | None = None,
    ) -> None:
        super().__init__()
        self.connection_id = connection_id
        self.service_run_id = service_run_id
        self.poll_seconds = poll_seconds
        self.patience_seconds = patience_seconds
        self.deadline = deadline

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            f"{type(self).__module__}.{type(self).__qualname__}",
            {
                "connection_id": self.connection_id,
                "service_run_id": self.service_run_id,
                "poll_seconds": self.poll_seconds,
                "patience_seconds": self.patience_seconds,
                "deadline": self.deadline,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        try:
            yield TriggerEvent(await self._wait())
        except Problem as problem:
            yield TriggerEvent({"problem": problem.document()})

    async def on_kill(self) -> None:
        address = await self._address()
        async with connected(address, timedelta(seconds=10)) as service:
            await service.cancel_run(self.service_run_id)
        self.log.info("The task was ended, so the run %s was cancelled.", self.service_run_id)

    async def _wait(self) -> dict[str, Any]:
        said = None
        address = await self._address()
        async with connected(address, timedelta(seconds=self.patience_seconds)) as service:
            while True:
                run = await service.run(self.service_run_id)
                line = progress_line(run)
                if line != said:
                    self.log.info(line)
                    said = line
                if run.get("state") not in LIVE:
                    return {"run": run}
                if self._is_late():
                    await service.cancel_run(self.service_run_id)
                    return {"timed_out": True}
                await asyncio.sleep(self.poll_seconds)

    async def _address(self) -> ServiceAddress:
        return ServiceAddress.of(await BaseHook.aget_connection(self.connection_id))

    def _is_late(self) -> bool:
        return self.deadline is not None and datetime.now(UTC) >= datetime.fromisoformat(self.deadline)
