"""Runs single operators without a scheduler, as Airflow's task runner and triggerer do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException, TaskDeferred


@dataclass
class AssetMemories:
    """What assets remember from one run of a DAG to the next."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def seen_by(self, task: Any) -> dict[Any, Any]:
        """Airflow lets a task see the assets that it names, and no other."""
        return {
            asset: SimpleNamespace(get=memory.get, set=memory.__setitem__)
            for asset in [*task.inlets, *task.outlets]
            for memory in [self.kept.setdefault(asset.name, {})]
        }


class DagRun:
    """One run of a DAG: its parameters, and what its tasks hand on."""

    def __init__(self, run_id: str, memories: AssetMemories, **params: Any) -> None:
        self._run_id = run_id
        self._memories = memories
        self._params = params
        self._results: dict[str, Any] = {}
        self.said: dict[str, str] = {}

    def context(self, task: Any, try_number: int = 1) -> dict[str, Any]:
        ti = SimpleNamespace(
            dag_id="loja",
            run_id=self._run_id,
            task_id=task.task_id,
            map_index=-1,
            try_number=try_number,
            max_tries=3,
            task=SimpleNamespace(retries=3),
            xcom_pull=self._pull,
        )
        return {"ti": ti, "params": self._params, "asset_state_store": self._memories.seen_by(task)}

    def run(self, task: Any, try_number: int = 1) -> str:
        """The state in which it ends; what it said then is in `said`."""
        context = self.context(task, try_number)
        try:
            self._results[task.task_id] = self._carry_out(task, context)
        except AirflowSkipException as e:
            return self._end(task, e, "skipped")
        except AirflowFailException as e:
            return self._end(task, e, "failed")
        except AirflowException as e:
            return self._end(task, e, "up_for_retry")
        return "success"

    @staticmethod
    def _carry_out(task: Any, context: dict[str, Any]) -> Any:
        try:
            return task.execute(context)
        except TaskDeferred as deferred:
            event = asyncio.run(anext(deferred.trigger.run()))
            return getattr(task, deferred.method_name)(context, event.payload, **deferred.kwargs)

    def _pull(self, task_ids: Any) -> Any:
        if isinstance(task_ids, str):
            return self._results.get(task_ids)
        return [self._results.get(task_id) for task_id in task_ids]

    def _end(self, task: Any, said: Exception, state: str) -> str:
        self.said[task.task_id] = str(said)
        return state
