"""The operators that have the trainer learn, judge and predict."""

from __future__ import annotations

from typing import Any

from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowSkipException

from lakehouse_airflow.ask_trainer import AskTrainer
from lakehouse_airflow.inputs import InputsSeen
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_table import table_asset
from lakehouse_airflow.wanted import Wanted

SEEN = "seen"
TOO_LITTLE = frozenset({"EXAMPLES_NONE", "EXAMPLES_TOO_FEW"})
"""What the trainer says where the lake is too young to learn from."""


class TrainModel(AskTrainer):
    """Trains a model, unless its gold table and its declaration are as they were when it last went through to its end.

    Skipped, too, where somebody asked for a part of the pipeline that the table is not in, and where there is too
    little to learn from yet.
    """

    def __init__(self, *, model: str, table: str, **kwargs: Any) -> None:
        # Predictions are no input of a training: their asset remembers what was learnt from last.
        super().__init__(
            model=model,
            table=table,
            inlets=[table_asset(table), predictions_asset(model)],
            outlets=[table_asset("ops.models")],
            **kwargs,
        )

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
        version = self.ask_service(lambda service: service.table_version(self.table))
        return InputsSeen({self.table: version}, self.definition)


class CompareModel(AskTrainer):
    """Sets the run that was trained beside the promoted one, and promotes it where it is better."""

    def __init__(self, *, trained_by: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.trained_by = trained_by

    def body(self, context: Any) -> dict[str, Any]:
        run = context["ti"].xcom_pull(task_ids=self.trained_by)["run"]
        return {"command": "challenge", "model": self.model, "run": run}

    def succeeded(self, context: Any, result: dict[str, Any]) -> None:
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

    def succeeded(self, context: Any, result: dict[str, Any]) -> None:
        # Only now is there nothing left to do for that version: whatever failed before has the next run train again.
        seen = InputsSeen.of(context["ti"].xcom_pull(task_ids=self.trained_by, key=SEEN))
        seen.keep(context["asset_state_store"][self.outlets[0]])
        if not result.get("committed"):
            raise AirflowSkipException("No run is promoted." if not result else "No customer's prediction has changed.")


def predictions_asset(model: str) -> Asset:
    """The table that a model predicts into."""
    return table_asset(f"gold.previsoes_{model}")
