"""Airflow's own parser over our DAG files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import TriggerRule
from airflow.serialization.serialized_objects import DagSerialization

from conftest import DAGS
from test_pipelines import GOOD, write


def parsed(monkeypatch, pipelines=None):
    monkeypatch.delenv("LAKEHOUSE_PIPELINES", raising=False)
    if pipelines:
        monkeypatch.setenv("LAKEHOUSE_PIPELINES", str(pipelines))
    return DagBag(DAGS, bundle_path=DAGS)


def test_the_shop(monkeypatch):
    bag = parsed(monkeypatch)
    assert bag.import_errors == {}
    dag = bag.dags["loja"]
    upstream = {task.task_id: task.upstream_task_ids for task in dag.tasks}
    assert upstream["bronze.pedidos"] == set()
    assert upstream["silver.pedidos"] == {"bronze.pedidos", "silver.clientes", "silver.produtos"}
    assert upstream["gold.analise_produtos"] == {"silver.produtos", "silver.pedidos"}
    assert upstream["quality.gold_analise_produtos"] == {"gold.analise_produtos", "catalog_sync"}
    assert upstream["models.recompra.features"] == {"gold.clientes_por_corte"}
    assert upstream["models.recompra.train"] == {"models.recompra.features"}
    assert upstream["models.recompra.compare"] == {"models.recompra.train"}
    assert upstream["models.recompra.predict"] == {"models.recompra.compare"}
    assert dag.is_paused_upon_creation is False
    assert [asset.uri for asset in dag.get_task("silver.pedidos").outlets] == ["lakehouse://silver/pedidos"]
    assert dag.get_task("silver.pedidos").trigger_rule == TriggerRule.NONE_FAILED
    assert set(dag.params) == {"stage", "table", "full_refresh", "from", "to"}


def test_what_goes_on_after_a_failure_of_a_model_hides_none(monkeypatch):
    dag = parsed(monkeypatch).dags["loja"]
    models = {task.task_id: task for task in dag.tasks if task.task_id.startswith("models.")}
    # Predictions come whatever became of a training, and the catalog gets to know what either wrote.
    assert models["models.recompra.predict"].trigger_rule == TriggerRule.ALL_DONE
    sync = models["models.catalog_sync"]
    assert sync.trigger_rule == TriggerRule.ALL_DONE
    writers = {f"models.{model}.{task}" for model in ("recompra", "gasto_60_dias") for task in ("train", "predict")}
    assert sync.upstream_task_ids == set(sync.written_by) == writers
    # The state of a run is that of its last tasks: one of them fails where any of these does.
    outcome = dag.get_task("models_outcome")
    assert outcome.upstream_task_ids == set(models)
    assert outcome.trigger_rule == TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS
    assert outcome.downstream_task_ids == set()


def test_a_pipeline_without_models_asks_no_trainer(monkeypatch, tmp_path):
    write(tmp_path, "good", GOOD.format(name="good"))
    tasks = parsed(monkeypatch, tmp_path).dags["good"].task_ids
    assert not [task for task in tasks if task.startswith("models")]


def test_the_shop_runs_every_two_months(monkeypatch):
    from airflow.timetables.base import TimeRestriction

    dag = DagSerialization.from_dict(DagSerialization.to_dict(parsed(monkeypatch).dags["loja"]))
    after = TimeRestriction(earliest=datetime(2030, 1, 2, tzinfo=UTC), latest=None, catchup=True)
    info = dag.timetable.next_dagrun_info(last_automated_data_interval=None, restriction=after)
    assert info.run_after == datetime(2030, 3, 1, 2, tzinfo=UTC)


def test_a_new_dag_waits_for_its_time(monkeypatch, tmp_path):
    from airflow.timetables.base import TimeRestriction

    just_passed = datetime.now(UTC) - timedelta(minutes=2)
    weekly = f"{just_passed.minute} {just_passed.hour} * * {just_passed.isoweekday() % 7}"
    write(tmp_path, "passed", GOOD.format(name="passed").replace("0 6 * * *", weekly))
    for dag in [*parsed(monkeypatch).dags.values(), *parsed(monkeypatch, tmp_path).dags.values()]:
        stored = DagSerialization.from_dict(DagSerialization.to_dict(dag))
        restriction = TimeRestriction(earliest=stored.start_date, latest=None, catchup=stored.catchup)
        info = stored.timetable.next_dagrun_info(last_automated_data_interval=None, restriction=restriction)
        if stored.timetable.can_be_scheduled:
            assert info.run_after > datetime.now(UTC)
        else:
            assert info is None


def test_all_dags_can_be_stored(monkeypatch):
    for dag in parsed(monkeypatch).dags.values():
        DagSerialization.to_dict(dag)


def test_maintenance_checks_tables_that_can_be_checked(monkeypatch):
    dag = parsed(monkeypatch).dags["lakehouse_maintenance"]
    assert dag.get_task("quality_loja.silver_pedidos").upstream_task_ids == {"catalog_sync"}
    assert not dag.has_task("quality_loja.bronze_pedidos")


def test_maintenance_removes_old_logs_whatever_becomes_of_the_tables(monkeypatch):
    task = parsed(monkeypatch).dags["lakehouse_maintenance"].get_task("old_logs")
    assert task.upstream_task_ids == task.downstream_task_ids == set()


def test_a_broken_pipeline_is_an_import_error_of_a_file_without_dags(monkeypatch, tmp_path):
    write(tmp_path, "good", GOOD.format(name="good"))
    write(tmp_path, "bad", "pipeline: bad\nsources: {a: [}\n")
    bag = parsed(monkeypatch, tmp_path)
    assert set(bag.dags) == {"good", "lakehouse_maintenance"}
    [(file, text)] = bag.import_errors.items()
    assert file == "lakehouse_broken_pipelines.py"
    assert "bad/pipeline.yml, line 2 is no YAML" in text


def test_a_mended_pipeline_is_there_again(monkeypatch, tmp_path):
    write(tmp_path, "shop", "pipeline: bad")
    assert "shop" not in parsed(monkeypatch, tmp_path).dags
    (tmp_path / "shop" / "pipeline.yml").write_text(GOOD.format(name="shop"))
    bag = parsed(monkeypatch, tmp_path)
    assert "shop" in bag.dags
    assert bag.import_errors == {}


@pytest.mark.parametrize("blocked", ["socket"])
def test_parsing_asks_no_server(monkeypatch, blocked):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("the network was used while parsing")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert "loja" in parsed(monkeypatch).dags
