"""What a run of the service says, for task logs and XCom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_COUNTS = ("rows_in", "rows_written", "rows_updated", "rows_deleted", "rows_superseded", "rows_quarantined")


def progress_line(run: dict[str, Any]) -> str:
    """One line on where the run is."""
    progress = run.get("progress") or {}
    parts = [f"run {run.get('id')} is {run.get('state')}"]
    if run.get("state") == "running" and progress.get("table"):
        parts.append(f"{progress['table']} {progress.get('activity') or ''}".strip())
        fraction = progress.get("fraction")
        if isinstance(fraction, (int, float)) and 0 <= fraction <= 1:
            parts.append(f"{fraction:.0%}")
    return ", ".join(parts)


def report_lines(run: dict[str, Any]) -> Iterator[str]:
    """What was done to each table, with what is worth reading of it."""
    for result in run.get("tables") or []:
        counts = ", ".join(f"{result[name]} {name.replace('_', ' ')}" for name in _COUNTS if result.get(name))
        yield (
            f"{result.get('table')}: control key {result.get('control_key')}, {counts or 'nothing new'}, "
            f"version {result.get('version')}"
        )
        yield from (f"  note: {notice}" for notice in result.get("notices") or [])


def is_incomplete(run: dict[str, Any]) -> bool:
    """Whether the run did its work, but had to leave out some of what landed.

    The service calls that failed. What follows has to go on all the same, as it does in a run from the command line;
    the quality gate fails in the end, and says what was left out.
    """
    return run.get("state") == "failed" and (run.get("error") or {}).get("code") == "DATA_NOT_TAKEN_IN"


def problems_of(run: dict[str, Any]) -> list[str]:
    """Sentences on data that were not taken in."""
    return [problem for result in run.get("tables") or [] for problem in result.get("problems") or []]


def summary(run: dict[str, Any]) -> dict[str, Any]:
    """What other tasks and people get to know by XCom."""
    results = run.get("tables") or []
    found = {
        "run": run.get("id"),
        "nothing_new": bool(run.get("nothing_new")),
        "control_keys": sorted({result["control_key"] for result in results if result.get("control_key")}),
        "version": results[0].get("version") if len(results) == 1 else None,
        "problems": problems_of(run),
    }
    return found | {name: sum(result.get(name) or 0 for result in results) for name in _COUNTS}
