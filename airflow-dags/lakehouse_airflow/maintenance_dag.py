"""Makes the DAG that looks after all pipelines' tables."""

from __future__ import annotations

from collections.abc import Sequence

from airflow.sdk import DAG, TaskGroup

from lakehouse_airflow.check_table import CheckTable
from lakehouse_airflow.old_logs import RemoveOldLogs
from lakehouse_airflow.pipeline_dag import RETRIES
from lakehouse_airflow.pipeline_file import Pipeline
from lakehouse_airflow.quality_sql import checks_of
from lakehouse_airflow.schedule import timetable
from lakehouse_airflow.sync_catalog import SyncCatalog

_SUNDAYS = "0 4 * * 0"


def maintenance_dag(pipelines: Sequence[Pipeline]) -> DAG:
    """The catalog against the lake, then every table against its checks, also those that did not change.
    Airflow's old logs go.

    This is the place of compaction and clean-up, before the catalog, once the service offers them.
    """
    with DAG(
        dag_id="lakehouse_maintenance",
        description="Brings the catalog in line with the lake, checks all tables, and removes old logs.",
        schedule=timetable(_SUNDAYS),
        catchup=False,
        max_active_runs=1,
        is_paused_upon_creation=False,
        default_args=RETRIES,
        tags=["lakehouse"],
    ) as dag:
        RemoveOldLogs(task_id="old_logs")
        sync = SyncCatalog(task_id="catalog_sync")
        for pipeline in pipelines:
            with TaskGroup(f"quality_{pipeline.name}"):
                for table in pipeline.tables:
                    if table.checks:
                        sync >> CheckTable(
                            task_id=table.name.replace(".", "_"),
                            table=table.name,
                            checks=list(checks_of(table.name, table.checks)),
                            missing_ok=True,
                        )
    return dag
