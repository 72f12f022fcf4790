"""The operators that have the trainer look at what there is, learn, judge and predict."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowSkipException

from lakehouse_airflow.ask_trainer import AskTrainer
from lakehouse_airflow.inputs import InputsSeen
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.run_table import table_asset
from lakehouse_airflow.service import Service
from lakehouse_airflow.wanted import Wanted

TOO_LITTLE = frozenset({"EXAMPLES_NONE", "EXAMPLES_TOO_FEW"})
"""What the trainer says where the lake is too young to learn from."""

LEARNT = "learnt"
PREDICTED = "predicted"
MODELS = "ops.models"


class LookAtFeatures(AskTrainer):
    """Has the trainer say what the model would learn from: at a version of gold, which is the one for what follows.

    Skipped while gold and the declaration are as they were when the model was last learnt and compared, where somebody
    asked for a part of the pipeline that the table is not in, and where there is too little to learn from yet.
    """

    def __init__(self, *, model: str, table: str, **kwargs: Any) -> None:
        # Predictions are no input of a training: their asset remembers what was learnt from last.
        super().__init__(model=model, table=table, inlets=[table_asset(table), predictions_asset(model)], **kwargs)

    def execute(self, context: Any) -> Any:
        _skip_unless_wanted(context, self.table)
        seen = _seen(self, self.ask_service(lambda service: service.table_version(self.table)))
        if not seen.known:
            raise AirflowSkipException(f"{self.table} is not there yet.")
        if seen.as_recorded(_memory(context, self.model), LEARNT):
            raise AirflowSkipException(f"Nothing new for {self.model}: {seen} as it was learnt from last.")
        return super().execute(context)

    def body(self, context: Any) -> dict[str, Any]:
        return {"command": "features", "model": self.model}

    def failed(self, problem: Problem) -> None:
        if problem.code in TOO_LITTLE:
            raise AirflowSkipException(f"{problem.what}: {problem.why}. It is tried again when there is more.")
        super().failed(problem)


class TrainModel(AskTrainer):
    """Trains the model on the version of gold that the task `looked_at_by` has pinned."""

    def __init__(self, *, looked_at_by: str, **kwargs: Any) -> None:
        super().__init__(outlets=[table_asset(MODELS)], **kwargs)
        self.looked_at_by = looked_at_by

    def body(self, context: Any) -> dict[str, Any]:
        version = context["ti"].xcom_pull(task_ids=self.looked_at_by)["gold_version"]
        return {"command": "train", "model": self.model, "version": version}


class CompareModel(AskTrainer):
    """Sets the run that was trained beside the promoted one, and promotes it where it is better.

    With that the version of gold is learnt from: whatever fails until then has the next run of the DAG train anew.
    """

    def __init__(self, *, model: str, looked_at_by: str, trained_by: str, **kwargs: Any) -> None:
        super().__init__(model=model, inlets=[predictions_asset(model)], **kwargs)
        self.looked_at_by = looked_at_by
        self.trained_by = trained_by

    def body(self, context: Any) -> dict[str, Any]:
        run = context["ti"].xcom_pull(task_ids=self.trained_by)["run"]
        return {"command": "challenge", "model": self.model, "run": run}

    def succeeded(self, context: Any, result: dict[str, Any]) -> None:
        self.log.info("%s: %s", "Promoted" if result["promoted"] else "Not promoted", result["why"])
        version = context["ti"].xcom_pull(task_ids=self.looked_at_by)["gold_version"]
        _seen(self, version).keep(_memory(context, self.model), LEARNT)


class PredictModel(AskTrainer):
    """Has the promoted run predict, whoever promoted it, and whatever became of a training before it.

    Skipped while gold, the declaration and the promoted run are those that it predicted with last, where no run is
    promoted, and where no prediction has changed.
    """

    def __init__(self, *, model: str, **kwargs: Any) -> None:
        super().__init__(model=model, outlets=[predictions_asset(model)], **kwargs)

    def execute(self, context: Any) -> Any:
        _skip_unless_wanted(context, self.table)
        version, run = self.ask_service(self._look)
        if version is None:
            raise AirflowSkipException(f"{self.table} is not there yet.")
        if run is None:
            raise AirflowSkipException(f"No run of {self.model} is promoted.")
        if self._with(version, run).as_recorded(_memory(context, self.model), PREDICTED):
            raise AirflowSkipException(
                f"Nothing new for {self.model}: {run} predicted from version {version} of {self.table}."
            )
        return super().execute(context)

    def body(self, context: Any) -> dict[str, Any]:
        return {"command": "predict", "model": self.model}

    def succeeded(self, context: Any, result: dict[str, Any]) -> None:
        # What it says, not what was looked at before: meanwhile somebody may have promoted a run, or written gold.
        seen = self._with(result["gold_version"], result["run"])
        seen.keep(_memory(context, self.model), PREDICTED)
        if not result["committed"]:
            raise AirflowSkipException("No customer's prediction has changed.")

    async def _look(self, service: Service) -> tuple[int | None, str | None]:
        return await service.table_version(self.table), await promoted_run(service, self.model)

    def _with(self, version: int, run: str) -> InputsSeen:
        return InputsSeen({self.table: version}, f"{self.definition} {run}")


async def promoted_run(service: Service, model: str) -> str | None:
    """The run that predicts: the one that was promoted last."""
    runs = await service.rows(
        MODELS, columns=("run", "promoted_at"), where=(f"model:eq:{model}", "promoted_at:not_null")
    )
    last = max(runs, key=lambda run: datetime.fromisoformat(run["promoted_at"]), default=None)
    return last and last["run"]


def predictions_asset(model: str) -> Asset:
    """The table that a model predicts into."""
    return table_asset(f"gold.previsoes_{model}")


def _seen(task: AskTrainer, version: int | None) -> InputsSeen:
    return InputsSeen({task.table: version}, task.definition)


def _memory(context: Any, model: str) -> Any:
    return context["asset_state_store"][predictions_asset(model)]


def _skip_unless_wanted(context: Any, table: str) -> None:
    if not Wanted.of(context["params"]).includes(table):
        raise AirflowSkipException(f"{table} is not among what this run was triggered for.")
