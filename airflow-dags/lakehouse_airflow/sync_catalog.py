"""The operator that brings the catalog in line with the tables that lie in the lake."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.bases.hook import BaseHook
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from lakehouse_airflow.blocking import wait_for
from lakehouse_airflow.problem import Problem
from lakehouse_airflow.service import CONNECTION_ID, ServiceAddress, connected


class SyncCatalog(BaseOperator):
    """Has the service register tables that are missing, drop those that are gone, and say what had drifted."""

    ui_color = "#eef0f5"

    def __init__(
        self, *, connection_id: str = CONNECTION_ID, patience: timedelta = timedelta(minutes=5), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.connection_id = connection_id
        self.patience = patience

    def execute(self, context: Any) -> Any:
        try:
            report = wait_for(self._sync(ServiceAddress.of(BaseHook.get_connection(self.connection_id))))
        except Problem as problem:
            raise (AirflowException if problem.passing else AirflowFailException)(str(problem)) from None
        self.log.info("The catalog's report:\n%s", json.dumps(report, indent=2, ensure_ascii=False))
        return report

    async def _sync(self, address: ServiceAddress) -> Any:
        async with connected(address, self.patience) as service:
            return await service.sync_catalog()
