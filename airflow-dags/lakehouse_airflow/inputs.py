"""Whether a table has anything to do: the versions of what it reads, beside those that it read last."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

_KEY = "inputs"


class InputsSeen:
    """Versions of input tables, taken before a run, so that what comes during it counts as new the next time.

    They are kept at the table's asset when the run succeeded. A table whose run failed, was left out of a run, is new,
    or has another definition differs from what is kept, and so runs, even though the stage before found nothing new.
    """

    def __init__(self, versions: Mapping[str, int | None], definition: str) -> None:
        self._versions = dict(versions)
        self._definition = hashlib.sha256(definition.encode()).hexdigest()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> InputsSeen:
        seen = cls(record["versions"], "")
        seen._definition = record["definition"]
        return seen

    def record(self) -> dict[str, Any]:
        return {"versions": self._versions, "definition": self._definition}

    @property
    def known(self) -> bool:
        """False for a table without inputs, or where one is not there yet: then only a run can tell."""
        return bool(self._versions) and None not in self._versions.values()

    def as_recorded(self, memory: Any, key: str = _KEY) -> bool:
        return memory.get(key) == self.record()

    def keep(self, memory: Any, key: str = _KEY) -> None:
        if self.known:
            memory.set(key, self.record())

    def __str__(self) -> str:
        return ", ".join(f"{name} is at version {version}" for name, version in sorted(self._versions.items()))
