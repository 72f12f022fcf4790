"""What the quality gate asks of each table: from its key, and from a quality.yml beside pipeline.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_KEYS = ("rows_at_least", "not_null", "unique", "no_rows")


@dataclass(frozen=True)
class Checks:
    """Columns that have a value in each row, lists of columns that identify one row, and queries that find none."""

    rows_at_least: int = 0
    not_null: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    no_rows: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows_at_least or self.not_null or self.unique or self.no_rows)


def read_checks(path: Path, keys: Mapping[str, Sequence[str]]) -> dict[str, Checks]:
    """For each table of `keys`, which maps it to the columns of its key. Raises ValueError with the file's name.

    A table with a key has at least one row, and its key is unique and has no nulls. Each part that the file says of a
    table stands in the place of that.
    """
    said = _read(path)
    unknown = sorted(set(said) - set(keys))
    if unknown:
        raise ValueError(f"{path}: {unknown[0]!r} is no table of this pipeline. Name one of {', '.join(keys)}.")
    return {table: _checks(path, table, said.get(table) or {}, tuple(key)) for table, key in keys.items()}


def _read(path: Path) -> dict[str, Any]:
    try:
        root = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
    except FileNotFoundError:
        return {}
    except yaml.MarkedYAMLError as e:
        line = f", line {e.problem_mark.line + 1}" if e.problem_mark else ""
        raise ValueError(f"{path}{line} is no YAML: {e.problem or e.context}. Correct that line.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise ValueError(f"{path} cannot be read: {e}") from None
    if not isinstance(root, dict):
        raise ValueError(f"{path} is no mapping. Write tables such as silver.orders, with their checks behind them.")
    return root


def _checks(path: Path, table: str, body: Any, key: tuple[str, ...]) -> Checks:
    at = f"{path}: {table}"
    if not isinstance(body, dict) or not set(body) <= set(_KEYS):
        raise ValueError(f"{at} has something else than {', '.join(_KEYS)}. Write these, with their values.")
    rows = body.get("rows_at_least", "1" if key else "0")
    if not (isinstance(rows, str) and rows.isdigit()):
        raise ValueError(f"{at}: rows_at_least is {rows!r}. Write a whole number, 0 where the table may be empty.")
    queries = body.get("no_rows", {})
    if not (isinstance(queries, dict) and all(isinstance(sql, str) and sql.strip() for sql in queries.values())):
        raise ValueError(f"{at}: no_rows holds names, each with a query in Trino's SQL that finds what is wrong.")
    unique = body.get("unique", [list(key)] if key else [])
    if isinstance(unique, str) or (unique and all(isinstance(entry, str) for entry in unique)):
        unique = [unique]
    return Checks(
        int(rows),
        _columns(at, "not_null", body.get("not_null", list(key))),
        tuple(_columns(at, "unique", columns) for columns in unique),
        dict(queries),
    )


def _columns(at: str, check: str, value: Any) -> tuple[str, ...]:
    columns = [value] if isinstance(value, str) else value
    if not isinstance(columns, list) or not all(isinstance(column, str) and column for column in columns):
        raise ValueError(f"{at}: {check} holds names of columns. Write for example {check}: [id].")
    return tuple(columns)
