"""Makes the DAG of a pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup, TriggerRule

from lakehouse_airflow.ask_trainer import AskTrainer
from lakehouse_airflow.check_table import CheckTable
from lakehouse_airflow.pipeline_file import Model, Pipeline, Table
from lakehouse_airflow.quality_sql import checks_of
from lakehouse_airflow.run_model import CompareModel, LookAtFeatures, PredictModel, TrainModel
from lakehouse_airflow.run_table import RunTable
from lakehouse_airflow.schedule import timetable
from lakehouse_airflow.sync_catalog import SyncCatalog
from lakehouse_airflow.wanted import LAYERS, params

RETRIES = {
    "retries": 3,
    "retry_delay": timedelta(seconds=20),
    "retry_exponential_backoff": 2,
    "max_retry_delay": timedelta(minutes=10),
}


def pipeline_dag(pipeline: Pipeline) -> DAG:
    """A task for each table, in a group for each layer; then the catalog, then the quality gate.

    A table waits for all that it needs, and runs when none of it failed: what was skipped had nothing new. Models come
    after their gold tables, beside the catalog and the gate.
    """
    with DAG(
        dag_id=pipeline.name,
        description=pipeline.description or None,
        doc_md=_doc(pipeline),
        schedule=timetable(pipeline.schedule),
        catchup=False,
        max_active_runs=1,
        is_paused_upon_creation=False,
        default_args=RETRIES,
        params=params([table.name for table in pipeline.tables]),
        tags=["lakehouse"],
    ) as dag:
        runs: dict[str, RunTable] = {}
        for layer in LAYERS:
            members = [table for table in pipeline.tables if table.layer == layer]
            if members:
                with TaskGroup(layer):
                    for table in members:
                        runs[table.name] = _run(pipeline, table)
        for table in pipeline.tables:
            for needed in {*table.reads, *table.after}:
                runs[needed] >> runs[table.name]
        sync = SyncCatalog(task_id="catalog_sync", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
        list(runs.values()) >> sync
        with TaskGroup("quality"):
            for table in pipeline.tables:
                check = CheckTable(
                    task_id=table.name.replace(".", "_"),
                    table=table.name,
                    checks=checks_of(table.name, table.checks) if table.checks else (),
                    made_by=runs[table.name].task_id,
                )
                [runs[table.name], sync] >> check
        if pipeline.models:
            _models(pipeline, runs)
    return dag


def _models(pipeline: Pipeline, runs: Mapping[str, RunTable]) -> None:
    """Each model is trained once its gold table is made. In the end the catalog gets to know what was written."""
    tasks: list[AskTrainer] = []
    with TaskGroup("models"):
        for model in pipeline.models:
            with TaskGroup(model.name):
                tasks += _model(model, runs[model.table])
        writers = [task for task in tasks if isinstance(task, (TrainModel, PredictModel))]
        # One model may be skipped or fail while another is trained, so that no rule on states alone says what to do.
        sync = SyncCatalog(
            task_id="catalog_sync",
            written_by=[task.task_id for task in writers],
            trigger_rule=TriggerRule.ALL_DONE,
        )
        writers >> sync
    # Predictions and the catalog go on after a failure. Without this, the run would be shown as a success then.
    outcome = EmptyOperator(task_id="models_outcome", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    [*tasks, sync] >> outcome


def _model(model: Model, gold: RunTable) -> list[AskTrainer]:
    about = {"model": model.name, "table": model.table, "definition": model.definition}
    features = LookAtFeatures(task_id="features", trigger_rule=TriggerRule.NONE_FAILED, **about)
    train = TrainModel(task_id="train", looked_at_by=features.task_id, **about)
    compare = CompareModel(task_id="compare", looked_at_by=features.task_id, trained_by=train.task_id, **about)
    predict = PredictModel(task_id="predict", trigger_rule=TriggerRule.ALL_DONE, **about)
    gold >> features >> train >> compare >> predict
    return [features, train, compare, predict]


def _run(pipeline: Pipeline, table: Table) -> RunTable:
    return RunTable(
        task_id=table.name.partition(".")[2],
        pipeline=pipeline.name,
        table=table.name,
        inputs=table.reads,
        definition=table.definition,
        trigger_rule=TriggerRule.NONE_FAILED,
    )


def _doc(pipeline: Pipeline) -> str:
    return "\n\n".join(
        [
            pipeline.description or f"The pipeline {pipeline.name}.",
            "Tables: " + ", ".join(f"`{table.name}`" for table in pipeline.tables) + ".",
            "A task is *skipped* when there is nothing new for its table or model. A retry doubles nothing. Trigger "
            "with parameters to run one stage or table, or to make tables anew.",
        ]
    )
