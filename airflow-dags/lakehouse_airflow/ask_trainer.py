"""What operators have in common that have the trainer do a job."""

from __future__ import annotations

import json
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from lakehouse_airflow.await_run import AwaitRun, failure_of
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.service import TRAINER_CONNECTION_ID


class AskTrainer(AwaitRun):
    """One job of the trainer about a model.

    A retry asks with the same key, and so for the same job. A trainer that was started again meanwhile knows it no more
    and does it anew: a training goes on from its checkpoint, a comparison and a prediction change nothing twice.

    `table` is the gold table that the model learns from, `definition` a text that changes with how it does.
    """

    ui_color = "#efe8f3"

    def __init__(
        self, *, model: str, table: str, definition: str, connection_id: str = TRAINER_CONNECTION_ID, **kwargs: Any
    ) -> None:
        super().__init__(connection_id=connection_id, **kwargs)
        self.model = model
        self.table = table
        self.definition = definition

    def execute(self, context: Any) -> Any:
        return self.start(context)

    def finish(self, context: Any, run: dict[str, Any]) -> dict[str, Any]:
        if run["state"] == "cancelled":
            raise AirflowFailException(f"Job {run['id']} was cancelled in the trainer. Clear the task to run it again.")
        if run["state"] != "succeeded":
            self.failed(Problem.of_document(run["error"] or {}))
        result = run["result"] or {}
        self.log.info("The trainer's result:\n%s", json.dumps(result, indent=2, ensure_ascii=False))
        self.succeeded(context, result)
        return result

    def failed(self, problem: Problem) -> None:
        """Raises what the task ends with."""
        raise failure_of(problem)

    def succeeded(self, context: Any, result: dict[str, Any]) -> None:
        """Told what the trainer answered."""
