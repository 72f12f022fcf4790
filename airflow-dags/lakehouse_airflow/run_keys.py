"""Idempotency keys: what makes asking twice for a run one run, and a retry after a failed run a new one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class RunKeys:
    """The keys of one task instance, one for each of its tries, the oldest first.

    A try must not start a run while one of an earlier try may still be going on, and cannot know whether there is one:
    an answer may have been lost, or a worker. So it asks with the keys of the earlier tries first. The service gives
    back the run that a key started, or starts it now. Only when the runs of all earlier keys ended badly does the try
    use its own.

    `cleared` keeps a task that somebody cleared apart from its earlier life: it shall run again, also where it had
    succeeded. Its value is the number of the first try since then, which Airflow tells by the maximum of tries.
    """

    dag_id: str
    run_id: str
    task_id: str
    map_index: int
    cleared: int
    tries: int

    @classmethod
    def of(cls, ti) -> RunKeys:
        """For a running task instance."""
        first = max(1, ti.max_tries - (ti.task.retries or 0) + 1)
        first = min(first, ti.try_number)
        map_index = -1 if ti.map_index is None else ti.map_index
        return cls(ti.dag_id, ti.run_id, ti.task_id, map_index, first, ti.try_number - first + 1)

    def __len__(self) -> int:
        return self.tries

    def __getitem__(self, index: int) -> str:
        """The key of a try since the task was cleared, from 0."""
        if not 0 <= index < self.tries:
            raise IndexError(index)
        identity = [self.dag_id, self.run_id, self.task_id, self.map_index, self.cleared, index]
        return "airflow-" + hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:40]
