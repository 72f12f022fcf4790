"""What a run of a DAG is about: the parameters that somebody may set when triggering it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from airflow.sdk import Param

ALL = "all"
LAYERS = ("bronze", "silver", "gold")


def params(tables: Sequence[str]) -> dict[str, Param]:
    """The form in Airflow's UI."""
    return {
        "stage": Param(ALL, enum=[ALL, *LAYERS], title="Stage", description="Only the tables of this layer."),
        "table": Param(ALL, enum=[ALL, *tables], title="Table", description="Only this table."),
        "full_refresh": Param(
            False,
            type="boolean",
            title="Full refresh",
            description="Make silver and gold tables anew from all that is in the layer before, as after an edit of "
            "their columns or rules. What they were stays in their history.",
        ),
        "from": _day("From", "later"),
        "to": _day("To", "earlier"),
    }


def _day(title: str, others: str) -> Param:
    return Param(
        None,
        type=["null", "string"],
        format="date",
        title=title,
        description=f"Take in landing files of this day and {others} ones alone. A file is of the day in its path, "
        "else of the day on which it landed. Without both, all that landed is taken in. Take in older days first: in a "
        "keyed silver table without a sequence the row that is ingested last wins, so older days that come after newer "
        "ones put their old values over the new.",
    )


@dataclass(frozen=True)
class Wanted:
    """The choice that was made, by name of the parameter."""

    stage: str
    table: str
    full_refresh: bool
    days: Mapping[str, str]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Wanted:
        return cls(
            values.get("stage", ALL),
            values.get("table", ALL),
            bool(values.get("full_refresh", False)),
            {name: values[name] for name in ("from", "to") if values.get(name)},
        )

    def includes(self, table: str) -> bool:
        return self.table in (ALL, table) and self.stage in (ALL, table.partition(".")[0])

    @property
    def is_explicit(self) -> bool:
        """Whether somebody asked for just this, so that nothing of it is skipped as unchanged."""
        return self.full_refresh or self.stage != ALL or self.table != ALL

    def refreshes(self, table: str) -> bool:
        """Bronze holds what landed, and is never made anew."""
        return self.full_refresh and not table.startswith("bronze.")

    def days_of(self, table: str) -> Mapping[str, str]:
        """Of bronze alone: what comes after it takes all that bronze took in."""
        return self.days if table.startswith("bronze.") else {}
