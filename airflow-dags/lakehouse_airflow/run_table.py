"""The operator that has the ingestion service bring one table up to date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from lakehouse_airflow.await_run import AwaitRun, failure_of
from lakehouse_airflow.inputs import InputsSeen
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_report import is_incomplete, problems_of, report_lines, summary
from lakehouse_airflow.service import CONNECTION_ID, Service
from lakehouse_airflow.wanted import Wanted


class RunTable(AwaitRun):
    """Runs one table of a pipeline in the service.

    It is skipped when there is nothing new, and then makes no event of its asset; and without asking for a run when the
    tables that it reads are as they were when it last read them. A run that finds nothing new is so quick that the task
    does not wait without its slot.

    `inputs` are the tables that it reads, `definition` a text that changes with what it makes of them.
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
        **kwargs: Any,
    ) -> None:
        super().__init__(
            connection_id=connection_id,
            outlets=[table_asset(table)],
            inlets=[table_asset(name) for name in inputs],
            **kwargs,
        )
        self.pipeline = pipeline
        self.table = table
        self.inputs = tuple(inputs)
        self.definition = definition

    def execute(self, context: Any) -> Any:
        wanted = Wanted.of(context["params"])
        if not wanted.includes(self.table):
            raise AirflowSkipException(f"{self.table} is not among what this run was triggered for.")
        seen = self._look_at_inputs()
        if not wanted.is_explicit and seen.known and seen.as_recorded(self._memory(context)):
            raise AirflowSkipException(f"Nothing new for {self.table}: {seen} as it read them last.")
        return self.start(context, seen=seen.record())

    def body(self, context: Any) -> dict[str, Any]:
        wanted = Wanted.of(context["params"])
        body: dict[str, Any] = {"pipeline": self.pipeline, "table": self.table}
        return body | ({"full_refresh": True} if wanted.refreshes(self.table) else {}) | wanted.days_of(self.table)

    def finish(self, context: Any, run: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
        for line in report_lines(run):
            self.log.info(line)
        if run.get("state") == "cancelled":
            raise AirflowFailException(f"Run {run['id']} was cancelled in the service. Clear the task to run it again.")
        if run.get("state") != "succeeded" and not is_incomplete(run):
            raise failure_of(_problem_of(run))
        InputsSeen.of(seen).keep(self._memory(context))
        for problem in problems_of(run):
            self.log.warning(problem)
        found = summary(run)
        if found["nothing_new"] and not found["problems"]:
            context["ti"].xcom_push(key="return_value", value=found)
            keys = ", ".join(str(key) for key in found["control_keys"])
            raise AirflowSkipException(f"Nothing new for {self.table} (control key {keys}).")
        return found

    def _look_at_inputs(self) -> InputsSeen:
        async def versions(service: Service) -> dict[str, int | None]:
            return {name: await service.table_version(name) for name in self.inputs}

        return InputsSeen(self.ask_service(versions), self.definition)

    def _memory(self, context: Any) -> Any:
        return context["asset_state_store"][self.outlets[0]]


def table_asset(table: str) -> Asset:
    """The asset of a table such as `silver.pedidos`."""
    layer, _, name = table.partition(".")
    return Asset(name=table, uri=f"lakehouse://{layer}/{name}", group="lakehouse")


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
