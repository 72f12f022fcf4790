"""The quality gate of one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from requests import RequestException
from trino.exceptions import Error, TrinoConnectionError, TrinoUserError

from lakehouse_airflow.quality_sql import Check
from lakehouse_airflow.trino_connection import TRINO_CONNECTION_ID, open_trino

_MISSING = ("TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND")


class CheckTable(BaseOperator):
    """Asks Trino what the table's checks say, and fails with all that do not hold.

    `made_by` is the task that ran the table before. Files that it could not take in fail the gate, too: what is there
    is right then, but it is not all. `checks` may be empty. With `missing_ok` a table that was never made is skipped.
    """

    ui_color = "#f7f0e3"

    def __init__(
        self,
        *,
        table: str,
        checks: Sequence[Check],
        made_by: str | None = None,
        missing_ok: bool = False,
        connection_id: str = TRINO_CONNECTION_ID,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.table = table
        self.checks = list(checks)
        self.made_by = made_by
        self.missing_ok = missing_ok
        self.connection_id = connection_id

    def execute(self, context: Any) -> dict[str, int]:
        failures = self._not_taken_in(context["ti"])
        try:
            found = self._ask()
        except TrinoUserError as e:
            if self.missing_ok and e.error_name in _MISSING:
                raise AirflowSkipException(f"{self.table} is not there: {e.message}") from None
            raise AirflowFailException(
                f"Trino refused a check of {self.table}\n  why: {e.message}\n"
                "  fix: correct it in quality.yml; if the table is unknown to Trino, look at the task catalog_sync"
            ) from None
        except (Error, TrinoConnectionError, RequestException, OSError) as e:
            raise AirflowException(
                f"Trino gave no answer on {self.table}\n  why: {e}\n  fix: see that Trino is up, and the connection "
                f"'{self.connection_id}'"
            ) from None
        for check in self.checks:
            failure = check.failure(self.table, found[check.name])
            self.log.info("%s: %s, %s", check.name, found[check.name], "fails" if failure else "holds")
            failures += [failure] if failure else []
        if failures:
            raise AirflowFailException(
                "\n".join([f"{self.table} does not pass its quality gate:", *(f"  {failure}" for failure in failures)])
            )
        return found

    def _ask(self) -> dict[str, int]:
        if not self.checks:
            return {}
        with open_trino(self.connection_id) as trino:
            cursor = trino.cursor()
            return {check.name: int(cursor.execute(check.sql).fetchone()[0]) for check in self.checks}

    def _not_taken_in(self, ti: Any) -> list[str]:
        report = ti.xcom_pull(task_ids=self.made_by) if self.made_by else None
        return list((report or {}).get("problems") or [])
