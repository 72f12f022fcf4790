"""A lake in memory, of which the test's ingestion service makes tables."""

from __future__ import annotations

from dataclasses import dataclass, field

_CONTROL_KEYS = {"bronze": (246, 135), "silver": (468, 357), "gold": (680, 579)}


@dataclass
class Lake:
    """Versions of tables. A source gets files with `land`; what reads a table notices its new version.

    Of tables that are looked into there are `rows`, too.
    """

    inputs: dict[str, list[str]]
    landed: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    seen: dict[str, object] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def land(self, source: str) -> None:
        self.landed[source] = self.landed.get(source, 0) + 1

    def refresh(self, table: str, full: bool) -> dict[str, object]:
        """Brings a table up to date, as the service would, and reports as it does."""
        layer, _, name = table.partition(".")
        state = (
            self.landed.get(name, 0) if layer == "bronze" else [self.versions.get(i, -1) for i in self.inputs[table]]
        )
        empty = state == 0 or (isinstance(state, list) and max(state) < 0)
        news = full or (state != self.seen.get(table) and not empty)
        if news:
            self.seen[table] = state
            self.versions[table] = self.versions.get(table, -1) + 1
        return {
            "stage": layer,
            "table": table,
            "control_key": _CONTROL_KEYS[layer][0 if news else 1],
            "rows_in": 10 if news else 0,
            "rows_written": 10 if news else 0,
            "version": self.versions.get(table, -1),
            "notices": [],
            "problems": self.problems.get(table, []),
        }
