"""Reads of a pipeline.yml what a DAG needs. Whether all of it is right, the service checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lakehouse_airflow.quality_file import Checks, read_checks
from lakehouse_airflow.sql_names import tables_named

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,127}")
_LIST = re.compile(r"[\[\],\s]+")


class PipelineBroken(Exception):
    """A pipeline that no DAG can be made of; the text names the file and says what to change."""


@dataclass(frozen=True)
class Table:
    """A table such as `silver.pedidos`: what it reads, what else has to be filled before it, and how it is checked."""

    name: str
    reads: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    definition: str = ""
    checks: Checks = field(default_factory=Checks)

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Model:
    """A model, and the gold table that it learns from; the definition changes with how it does."""

    name: str
    table: str
    definition: str


@dataclass(frozen=True)
class Pipeline:
    """A pipeline, with its tables in an order in which each comes after those that it needs."""

    name: str
    description: str
    schedule: str | None
    tables: tuple[Table, ...]
    models: tuple[Model, ...] = ()


def read_pipeline(path: Path) -> Pipeline:
    """Raises PipelineBroken."""
    try:
        # BaseLoader leaves every value a text, so that a table called `on` or `no` stays one.
        root = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as e:
        line = f", line {e.problem_mark.line + 1}" if e.problem_mark else ""
        raise PipelineBroken(f"{path}{line} is no YAML: {e.problem or e.context}. Correct that line.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise PipelineBroken(f"{path} cannot be read: {e}") from None
    return _Reader(path).read(root)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, root: Any) -> Pipeline:
        root = self._mapping(root, "the file", "pipeline, sources, silver and gold")
        name = root.get("pipeline")
        if name != self._path.parent.name:
            self._fail(
                f"'pipeline' is {name!r}, but the folder is called {self._path.parent.name!r}", "make them equal"
            )
        sources = self._section(root, "sources")
        silver = self._section(root, "silver")
        gold = self._section(root, "gold")
        if not sources:
            self._fail("it has no 'sources'", "say which files land")
        tables = [Table(f"bronze.{source}") for source in sources]
        tables += self._in_order([self._silver(name, body, sources, silver) for name, body in silver.items()])
        for table, body in gold.items():
            tables.append(self._gold(table, body, [known.name for known in tables if known.layer != "bronze"]))
        return Pipeline(
            name,
            str(root.get("description") or ""),
            str(root.get("schedule") or "").strip() or None,
            self._checked(tables),
            tuple(self._model(name, body, gold) for name, body in self._section(root, "models").items()),
        )

    def _model(self, name: str, body: Mapping, gold: Mapping) -> Model:
        table = body.get("from")
        if table not in gold:
            self._fail(f"the model {name} learns from {table!r}, which is no gold table", f"name one of {_known(gold)}")
        return Model(name, f"gold.{table}", repr(body))

    def _silver(self, name: str, body: Mapping, sources: Mapping, silver: Mapping) -> Table:
        source = body.get("from")
        if source not in sources:
            self._fail(f"silver.{name} is made from {source!r}, which is no source", f"name one of {_known(sources)}")
        refers_to = []
        for rule in body.get("rules") or []:
            reference = rule.get("references") if isinstance(rule, dict) else None
            table = reference.get("table") if isinstance(reference, dict) else None
            if reference is not None and table not in silver:
                self._fail(
                    f"silver.{name} refers to {table!r}, which is no silver table", f"name one of {_known(silver)}"
                )
            if table is not None and table != name:
                refers_to.append(f"silver.{table}")
        sql = self._sql(f"silver.{name}", body) if "sql" in body else ""
        return Table(
            f"silver.{name}",
            (f"bronze.{source}",),
            tuple(dict.fromkeys(refers_to)),
            _names(body.get("key")),
            repr(body) + sql,
        )

    def _gold(self, name: str, body: Mapping, above: list[str]) -> Table:
        sql = self._sql(f"gold.{name}", body)
        changed_keys = body.get("changed_keys") or {}
        named = tables_named("\n".join([sql, *map(str, changed_keys), *map(str, changed_keys.values())]))
        reads = tuple(table for table in above if table in named)
        return Table(f"gold.{name}", reads, (), _names(body.get("key")), repr(body) + sql)

    def _sql(self, table: str, body: Mapping) -> str:
        file = body.get("sql")
        if not isinstance(file, str):
            self._fail(f"{table} has no 'sql'", "name the file with its query")
        try:
            return (self._path.parent / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as e:
            self._fail(f"the query of {table} cannot be read: {e}", f"put {file} beside pipeline.yml")

    def _in_order(self, tables: list[Table]) -> list[Table]:
        ordered: list[Table] = []
        left = list(tables)
        while left:
            names = {table.name for table in left}
            ready = [table for table in left if names.isdisjoint(table.after)]
            if not ready:
                self._fail(f"references go in a circle: {', '.join(sorted(names))}", "take one of these rules out")
            ordered += ready
            left = [table for table in left if table not in ready]
        return ordered

    def _checked(self, tables: list[Table]) -> tuple[Table, ...]:
        try:
            checks = read_checks(self._path.with_name("quality.yml"), {table.name: table.key for table in tables})
        except ValueError as e:
            raise PipelineBroken(str(e)) from None
        return tuple(
            Table(table.name, table.reads, table.after, table.key, table.definition, checks[table.name])
            for table in tables
        )

    def _section(self, root: Mapping, key: str) -> dict[str, Mapping]:
        section = self._mapping(root.get(key) or {}, f"'{key}'", "names with what is behind them")
        for name, body in section.items():
            if not _NAME.fullmatch(name):
                self._fail(f"{name!r} in '{key}' is no name", "use a-z, 0-9 and _, and start with a letter")
            self._mapping(body, f"{name} in '{key}'", "keys with values")
        return section

    def _mapping(self, value: Any, what: str, of: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(f"{what} is no mapping", f"write {of}; './lakehouse validate' finds every mistake with its line")
        return value

    def _fail(self, what: str, fix: str) -> None:
        raise PipelineBroken(f"{self._path}: {what}. To solve it, {fix}.")


def _names(value: Any) -> tuple[str, ...]:
    """A name, or a list of names."""
    if isinstance(value, str):
        return tuple(part for part in _LIST.split(value) if part)
    return tuple(map(str, value or ()))


def _known(names: Mapping) -> str:
    return ", ".join(names) or "those that you add"
