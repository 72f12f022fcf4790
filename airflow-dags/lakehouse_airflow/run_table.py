"""The operator that has the ingestion service bring one table up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, BaseOperator
from airflow.sdk.bases.hook import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from lakehouse_airflow.blocking import wait_for
from lakehouse_airflow.inputs import InputsSeen
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_keys import RunKeys
from lakehouse_airflow.run_report import is_incomplete, problems_of, progress_line, report_lines, summary
from lakehouse_airflow.run_trigger import RunTrigger
from lakehouse_airflow.service import BAD_ENDS, CONNECTION_ID, LIVE, ServiceAddress, connected
from lakehouse_airflow.wanted import Wanted


class RunTable(BaseOperator):
    """Runs one table of a pipeline in the service.

    The task gives its slot back while it waits, apart from the first moments (`quick`), in which a run that finds
    nothing new ends. It is skipped when there is nothing new, and then makes no event of its asset; and without asking
    for a run when the tables that it reads are as they were when it last read them.

    `inputs` are the tables that it reads, `definition` a text that changes with what it makes of them. The service may
    be away for `patience`. Where the task has an execution_timeout, its run is cancelled then.
    """

    ui_color = "#e8f1ec"

    def __init__(
        self,
        *,
        pipeline: str,
        table: str,
        inputs: Sequence[str] = (),
        definition: str = "",
        connection_id: str = CONNECTION_ID,
        quick: timedelta = timedelta(seconds=2),
        poll: timedelta = timedelta(seconds=2),
        patience: timedelta = timedelta(minutes=5),
        **kwargs: Any,
    ) -> None:
        super().__init__(outlets=[table_asset(table)], inlets=[table_asset(name) for name in inputs], **kwargs)
        self.pipeline = pipeline
        self.table = table
        self.inputs = tuple(inputs)
        self.definition = definition
        self.connection_id = connection_id
        self.quick = quick
        self.poll = poll
        self.patience = patience
        self._killed = False
        self._running: str | None = None

    def execute(self, context: Any) -> Any:
        wanted = Wanted.of(context["params"])
        if not wanted.includes(self.table):
            raise AirflowSkipException(f"{self.table} is not among what this run was triggered for.")
        seen = self._look_at_inputs()
        if not wanted.is_explicit and seen.known and seen.as_recorded(self._memory(context)):
            raise AirflowSkipException(f"Nothing new for {self.table}: {seen} as it read them last.")
        return self._go_on(context, wanted, None, 0, seen)

    def resume(self, context: Any, event: dict[str, Any], key: int, seen: dict[str, Any]) -> Any:
        """Called when the trigger fired."""
        if event.get("timed_out"):
            raise AirflowException(
                f"The run took longer than {self.execution_timeout}, the task's execution_timeout, and was cancelled."
            )
        if "problem" in event:
            raise failure_of(Problem.of_event(event["problem"]))
        return self._go_on(context, Wanted.of(context["params"]), event["run"], key, InputsSeen.of(seen))

    def on_kill(self) -> None:
        self._killed = True
        if self._running is not None:
            run, address = self._running, self._address
            self.log.info("The task is being ended: cancelling run %s.", run)
            wait_for(_cancel(address, run))

    def _go_on(self, context: Any, wanted: Wanted, run: dict[str, Any] | None, key: int, seen: InputsSeen) -> Any:
        self._address = self._find_address()
        keys = RunKeys.of(context["ti"])
        try:
            run, key = wait_for(self._start(self._body(wanted), keys, run, key))
        except Problem as problem:
            raise failure_of(problem) from None
        if run.get("state") in LIVE:
            self.log.info("Waiting for run %s without holding a slot.", run["id"])
            self.defer(trigger=self._trigger(run), method_name="resume", kwargs={"key": key, "seen": seen.record()})
        self._running = None
        return self._end(context, run, seen)

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

    def _end(self, context: Any, run: dict[str, Any], seen: InputsSeen) -> dict[str, Any]:
        for line in report_lines(run):
            self.log.info(line)
        if run.get("state") == "cancelled":
            raise AirflowFailException(f"Run {run['id']} was cancelled in the service. Clear the task to run it again.")
        if run.get("state") != "succeeded" and not is_incomplete(run):
            raise failure_of(_problem_of(run))
        seen.keep(self._memory(context))
        for problem in problems_of(run):
            self.log.warning(problem)
        found = summary(run)
        if found["nothing_new"] and not found["problems"]:
            context["ti"].xcom_push(key="return_value", value=found)
            keys = ", ".join(str(key) for key in found["control_keys"])
            raise AirflowSkipException(f"Nothing new for {self.table} (control key {keys}).")
        return found

    def _body(self, wanted: Wanted) -> dict[str, Any]:
        body: dict[str, Any] = {"pipeline": self.pipeline, "table": self.table}
        return body | ({"full_refresh": True} if wanted.refreshes(self.table) else {}) | wanted.days_of(self.table)

    def _look_at_inputs(self) -> InputsSeen:
        async def versions() -> dict[str, int | None]:
            async with connected(self._address, self.patience) as service:
                return {name: await service.table_version(name) for name in self.inputs}

        self._address = self._find_address()
        try:
            return InputsSeen(wait_for(versions()), self.definition)
        except Problem as problem:
            raise failure_of(problem) from None

    def _find_address(self) -> ServiceAddress:
        try:
            return ServiceAddress.of(BaseHook.get_connection(self.connection_id))
        except Problem as problem:
            raise failure_of(problem) from None

    def _memory(self, context: Any) -> Any:
        return context["asset_state_store"][self.outlets[0]]

    def _trigger(self, run: dict[str, Any]) -> RunTrigger:
        timeout = self.execution_timeout
        return RunTrigger(
            connection_id=self.connection_id,
            service_run_id=run["id"],
            poll_seconds=self.poll.total_seconds(),
            patience_seconds=self.patience.total_seconds(),
            deadline=None if timeout is None else (datetime.now(UTC) + timeout).isoformat(),
        )


def table_asset(table: str) -> Asset:
    """The asset of a table such as `silver.pedidos`."""
    layer, _, name = table.partition(".")
    return Asset(name=table, uri=f"lakehouse://{layer}/{name}", group="lakehouse")


async def _cancel(address: ServiceAddress, run: str) -> None:
    async with connected(address, timedelta(seconds=4)) as service:
        await service.cancel_run(run)


def _problem_of(run: dict[str, Any]) -> Problem:
    if run.get("error"):
        return Problem.of_document(run["error"])
    return Problem(
        "RUN_" + str(run.get("state")).upper(),
        f"Run {run.get('id')} ended as {run.get('state')}",
        "the service stopped while it was running" if run.get("state") == "interrupted" else "it does not say why",
        "the next try goes on where it was; nothing is doubled",
        passing=True,
    )


def failure_of(problem: Problem) -> AirflowException:
    """As Airflow wants it: what passes is tried again, the rest fails at once."""
    return (AirflowException if problem.passing else AirflowFailException)(str(problem))
