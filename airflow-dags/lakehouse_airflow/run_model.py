"""The operators that have the trainer learn, judge and predict."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, BaseOperator
from airflow.sdk.bases.hook import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from lakehouse_airflow.blocking import wait_for
from lakehouse_airflow.inputs import InputsSeen
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_keys import RunKeys
from lakehouse_airflow.run_report import progress_line
from lakehouse_airflow.run_table import failure_of, table_asset
from lakehouse_airflow.run_trigger import RunTrigger
from lakehouse_airflow.service import BAD_ENDS, CONNECTION_ID, LIVE, TRAINER_CONNECTION_ID, ServiceAddress, connected
from lakehouse_airflow.wanted import Wanted

QUICK = timedelta(seconds=2)
POLL = timedelta(seconds=2)
PATIENCE = timedelta(minutes=5)
SEEN = "seen"
TOO_LITTLE = frozenset({"EXAMPLES_NONE", "EXAMPLES_TOO_FEW", "EXAMPLES_OF_ONE_CLASS"})
"""What the trainer says where the lake is too young to learn from."""


class AskTrainer(BaseOperator):
    """One job of the trainer, waited for without a slot.

    A retry asks with the same key, and so for the same job. A trainer that was started again meanwhile knows it no more
    and does it anew: a training goes on from its checkpoint, a comparison and a prediction change nothing twice.
    """

    ui_color = "#efe8f3"

    def __init__(self, *, model: str, connection_id: str = TRAINER_CONNECTION_ID, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model
        self.connection_id = connection_id

    def body(self, context: Any) -> dict[str, Any]:
        """What is asked for; raises an AirflowSkipException where nothing is."""
        raise NotImplementedError

    def ended(self, context: Any, result: dict[str, Any]) -> None:
        """Told of a job that succeeded."""

    def execute(self, context: Any) -> Any:
        return self._go_on(context, None, 0)

    def resume(self, context: Any, event: dict[str, Any], key: int) -> Any:
        """Called when the trigger fired."""
        if event.get("timed_out"):
            raise AirflowException(f"It took longer than {self.execution_timeout}, and was cancelled.")
        if "problem" in event:
            raise failure_of(Problem.of_event(event["problem"]))
        return self._go_on(context, event["run"], key)

    def _go_on(self, context: Any, job: dict[str, Any] | None, key: int) -> dict[str, Any]:
        keys = RunKeys.of(context["ti"])
        try:
            while job is None or (job["state"] in BAD_ENDS and key + 1 < len(keys)):
                key += job is not None
                job = wait_for(self._start(self.body(context), keys[key]))
                self.log.info("%s (%s)", progress_line(job), keys[key])
        except Problem as problem:
            raise failure_of(problem) from None
        if job["state"] in LIVE:
            self.defer(trigger=self._trigger(job), method_name="resume", kwargs={"key": key})
        if job["state"] == "cancelled":
            raise AirflowFailException(f"Job {job['id']} was cancelled in the trainer. Clear the task to run it again.")
        if job["state"] != "succeeded":
            self.failed(Problem.of_document(job["error"] or {}))
        result = job["result"] or {}
        self.log.info("The trainer's result:\n%s", json.dumps(result, indent=2, ensure_ascii=False))
        self.ended(context, result)
        return result

    def failed(self, problem: Problem) -> None:
        """Raises what the task ends with, unless such a failure is none."""
        raise failure_of(problem)

    async def _start(self, body: dict[str, Any], key: str) -> dict[str, Any]:
        address = ServiceAddress.of(await BaseHook.aget_connection(self.connection_id))
        async with connected(address, PATIENCE) as trainer:
            job = await trainer.start_run(body, key)
            # One that ends at once is not worth a trigger, and Airflow may take a task for lost that is back that soon.
            end = asyncio.get_running_loop().time() + QUICK.total_seconds()
            while job["state"] in LIVE and asyncio.get_running_loop().time() < end:
                await asyncio.sleep(0.2)
                job = await trainer.run(job["id"])
            return job

    def _trigger(self, job: dict[str, Any]) -> RunTrigger:
        timeout = self.execution_timeout
        return RunTrigger(
            connection_id=self.connection_id,
            service_run_id=job["id"],
            poll_seconds=POLL.total_seconds(),
            patience_seconds=PATIENCE.total_seconds(),
            deadline=None if timeout is None else (datetime.now(UTC) + timeout).isoformat(),
        )


class TrainModel(AskTrainer):
    """Trains a model, unless its gold table and its declaration are as they were when it last went through to its end.

    Skipped, too, where somebody asked for a part of the pipeline that the table is not in, and where there is too
    little to learn from yet.
    """

    def __init__(self, *, model: str, table: str, definition: str, **kwargs: Any) -> None:
        # Predictions are no input of a training: their asset remembers what was learnt from last.
        super().__init__(
            model=model,
            inlets=[table_asset(table), predictions_asset(model)],
            outlets=[table_asset("ops.models")],
            **kwargs,
        )
        self.table = table
        self.definition = definition

    def body(self, context: Any) -> dict[str, Any]:
        return {"command": "train", "model": self.model}

    def execute(self, context: Any) -> Any:
        wanted = Wanted.of(context["params"])
        if not wanted.includes(self.table):
            raise AirflowSkipException(f"{self.table} is not among what this run was triggered for.")
        seen = self._look()
        if not seen.known:
            raise AirflowSkipException(f"{self.table} is not there yet.")
        if seen.as_recorded(context["asset_state_store"][predictions_asset(self.model)]):
            raise AirflowSkipException(f"Nothing new for {self.model}: {seen} as it was learnt from last.")
        # What comes while it trains counts as new the next time.
        context["ti"].xcom_push(key=SEEN, value=seen.record())
        return super().execute(context)

    def failed(self, problem: Problem) -> None:
        if problem.code in TOO_LITTLE:
            raise AirflowSkipException(f"{problem.what}: {problem.why}. It is tried again when there is more.")
        super().failed(problem)

    def _look(self) -> InputsSeen:
        async def version() -> int | None:
            address = ServiceAddress.of(await BaseHook.aget_connection(CONNECTION_ID))
            async with connected(address, PATIENCE) as service:
                return await service.table_version(self.table)

        try:
            return InputsSeen({self.table: wait_for(version())}, self.definition)
        except Problem as problem:
            raise failure_of(problem) from None


class CompareModel(AskTrainer):
    """Sets the run that was trained beside the promoted one, and promotes it where it is better."""

    def __init__(self, *, trained_by: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.trained_by = trained_by

    def body(self, context: Any) -> dict[str, Any]:
        run = context["ti"].xcom_pull(task_ids=self.trained_by)["run"]
        return {"command": "challenge", "model": self.model, "run": run}

    def ended(self, context: Any, result: dict[str, Any]) -> None:
        self.log.info("%s: %s", "Promoted" if result["promoted"] else "Not promoted", result["why"])


class PredictModel(AskTrainer):
    """Has the promoted run predict. Skipped where none is promoted, and where no prediction has changed."""

    def __init__(self, *, model: str, trained_by: str, **kwargs: Any) -> None:
        super().__init__(model=model, outlets=[predictions_asset(model)], **kwargs)
        self.trained_by = trained_by

    def body(self, context: Any) -> dict[str, Any]:
        return {"command": "predict", "model": self.model}

    def failed(self, problem: Problem) -> None:
        if problem.code != "MODEL_NOT_PROMOTED":
            super().failed(problem)

    def ended(self, context: Any, result: dict[str, Any]) -> None:
        # Only now is there nothing left to do for that version: whatever failed before has the next run train again.
        seen = InputsSeen.of(context["ti"].xcom_pull(task_ids=self.trained_by, key=SEEN))
        seen.keep(context["asset_state_store"][self.outlets[0]])
        if not result.get("committed"):
            raise AirflowSkipException("No run is promoted." if not result else "No customer's prediction has changed.")


def predictions_asset(model: str) -> Asset:
    """The table that a model predicts into."""
    return table_asset(f"gold.previsoes_{model}")
