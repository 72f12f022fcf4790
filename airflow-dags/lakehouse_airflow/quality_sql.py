"""The checks of a table as SQL for Trino."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lakehouse_airflow.quality_file import Checks


@dataclass(frozen=True)
class Check:
    """A query that yields one number. The check fails when that is below `least` or above `most`."""

    name: str
    sql: str
    least: int = 0
    most: int | None = None

    def failure(self, table: str, found: int) -> str | None:
        """A sentence, or None where all is well."""
        if found < self.least:
            return f"{table} has {found} rows, not the {self.least} that there should be at least"
        if self.most is not None and found > self.most:
            return f"{self.name} fails in {table}: {found} found"
        return None


def checks_of(table: str, checks: Checks) -> Iterator[Check]:
    """For a table such as `silver.pedidos`."""
    place = ".".join(map(_quoted, table.split(".")))
    yield Check("row count", f"select count(*) from {place}", least=checks.rows_at_least)
    for column in checks.not_null:
        yield Check(f"not_null({column})", f"select count(*) from {place} where {_quoted(column)} is null", most=0)
    for columns in checks.unique:
        key = ", ".join(map(_quoted, columns))
        doubled = f"select 1 from {place} group by {key} having count(*) > 1"
        yield Check(f"unique({', '.join(columns)})", f"select count(*) from ({doubled})", most=0)
    for name, sql in checks.no_rows.items():
        yield Check(name, f"select count(*) from (\n{sql.strip().rstrip(';')}\n)", most=0)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
