"""What operators have in common that have a server do a run, and wait for it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.bases.hook import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from lakehouse_airflow.blocking import wait_for
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_keys import RunKeys
from lakehouse_airflow.run_report import progress_line
from lakehouse_airflow.run_trigger import RunTrigger
from lakehouse_airflow.service import BAD_ENDS, CONNECTION_ID, LIVE, ServiceAddress, connected


class AwaitRun(BaseOperator):
    """Starts a run and gives the task's slot back while it waits, apart from the first moments (`quick`).

    Whoever ends the task ends the run, too, before it waits without a slot and after. The server may be away for
    `patience`. Where the task has an execution_timeout, its run is cancelled then.
    """

    def __init__(
        self,
        *,
        connection_id: str,
        quick: timedelta = timedelta(seconds=2),
        poll: timedelta = timedelta(seconds=2),
        patience: timedelta = timedelta(minutes=5),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.connection_id = connection_id
        self.quick = quick
        self.poll = poll
        self.patience = patience
        self._killed = False
        self._running: str | None = None

    def body(self, context: Any) -> dict[str, Any]:
        """What is asked for. A try asks for the same as the one before."""
        raise NotImplementedError

    def finish(self, context: Any, run: dict[str, Any], **kept: Any) -> Any:
        """Told of a run that has ended, however it did, with what `start` was told to keep."""
        raise NotImplementedError

    def start(self, context: Any, **kept: Any) -> Any:
        """Starts the run, and finishes at once or once it has ended; what is `kept` has to be JSON."""
        return self._go_on(context, None, 0, kept)

    def resume(self, context: Any, event: dict[str, Any], key: int, **kept: Any) -> Any:
        """Called when the trigger fired."""
        if event.get("timed_out"):
            raise AirflowException(
                f"The run took longer than {self.execution_timeout}, the task's execution_timeout, and was cancelled."
            )
        if "problem" in event:
            raise failure_of(Problem.of_event(event["problem"]))
        return self._go_on(context, event["run"], key, kept)

    def on_kill(self) -> None:
        self._killed = True
        if self._running is not None:
            run, address = self._running, self._address
            self.log.info("The task is being ended: cancelling run %s.", run)
            wait_for(_cancel(address, run))

    def address_of(self, connection_id: str) -> ServiceAddress:
        """Asked for in the task's own thread: no other may talk to Airflow meanwhile."""
        try:
            return ServiceAddress.of(BaseHook.get_connection(connection_id))
        except Problem as problem:
            raise failure_of(problem) from None

    def ask_service(self, question: Any) -> Any:
        """What the ingestion service answers to a coroutine that takes its client."""
        address = self.address_of(CONNECTION_ID)

        async def ask() -> Any:
            async with connected(address, self.patience) as service:
                return await question(service)

        try:
            return wait_for(ask())
        except Problem as problem:
            raise failure_of(problem) from None

    def _go_on(self, context: Any, run: dict[str, Any] | None, key: int, kept: dict[str, Any]) -> Any:
        self._address = self.address_of(self.connection_id)
        keys = RunKeys.of(context["ti"])
        try:
            run, key = wait_for(self._start(self.body(context), keys, run, key))
        except Problem as problem:
            raise failure_of(problem) from None
        if run.get("state") in LIVE:
            self.log.info("Waiting for run %s without holding a slot.", run["id"])
            self.defer(trigger=self._trigger(run), method_name="resume", kwargs={"key": key, **kept})
        self._running = None
        return self.finish(context, run, **kept)

    async def _start(
        self, body: dict[str, Any], keys: RunKeys, run: dict[str, Any] | None, key: int
    ) -> tuple[dict[str, Any], int]:
        """The run that counts for this try, and the number of its key. Earlier ones that ended badly are history."""
        async with connected(self._address, self.patience) as service:
            while True:
                if run is None:
                    run = await service.start_run(body, keys[key])
                    self._running = run["id"]
                    self.log.info("%s (%s)", progress_line(run), keys[key])
                quick_end = asyncio.get_running_loop().time() + self.quick.total_seconds()
                while run.get("state") in LIVE and asyncio.get_running_loop().time() < quick_end:
                    if self._killed:
                        await service.cancel_run(run["id"])
                    await asyncio.sleep(0.1)
                    run = await service.run(run["id"])
                if run.get("state") not in BAD_ENDS or key + 1 >= len(keys):
                    return run, key
                self.log.info("Run %s of an earlier try ended as %s. Starting another.", run["id"], run["state"])
                run, key = None, key + 1

    def _trigger(self, run: dict[str, Any]) -> RunTrigger:
        timeout = self.execution_timeout
        return RunTrigger(
            connection_id=self.connection_id,
            service_run_id=run["id"],
            poll_seconds=self.poll.total_seconds(),
            patience_seconds=self.patience.total_seconds(),
            deadline=None if timeout is None else (datetime.now(UTC) + timeout).isoformat(),
        )


def failure_of(problem: Problem) -> AirflowException:
    """As Airflow wants it: what passes is tried again, the rest fails at once."""
    return (AirflowException if problem.passing else AirflowFailException)(str(problem))


async def _cancel(address: ServiceAddress, run: str) -> None:
    async with connected(address, timedelta(seconds=4)) as service:
        await service.cancel_run(run)
