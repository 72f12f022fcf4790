"""The operator that brings the catalog in line with the tables that lie in the lake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.bases.hook import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from lakehouse_airflow.blocking import wait_for
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.service import CONNECTION_ID, ServiceAddress, connected


class SyncCatalog(BaseOperator):
    """Has the service register tables that are missing, drop those that are gone, and say what had drifted.

    `written_by` are tasks that write tables: skipped where none of them has. Without it, it is never skipped.
    """

    ui_color = "#eef0f5"

    def __init__(
        self,
        *,
        written_by: Sequence[str] | None = None,
        connection_id: str = CONNECTION_ID,
        patience: timedelta = timedelta(minutes=5),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.written_by = written_by
        self.connection_id = connection_id
        self.patience = patience

    def execute(self, context: Any) -> Any:
        if self.written_by is not None and not any(context["ti"].xcom_pull(task_ids=self.written_by)):
            raise AirflowSkipException("No table was written.")
        try:
            report = wait_for(self._sync(ServiceAddress.of(BaseHook.get_connection(self.connection_id))))
        except Problem as problem:
            raise (AirflowException if problem.passing else AirflowFailException)(str(problem)) from None
        self.log.info("The catalog's report:\n%s", json.dumps(report, indent=2, ensure_ascii=False))
        return report

    async def _sync(self, address: ServiceAddress) -> Any:
        async with connected(address, self.patience) as service:
            return await service.sync_catalog()
