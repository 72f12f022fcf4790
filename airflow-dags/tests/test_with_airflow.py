"""DAG runs in a whole Airflow, with an ingestion service that is slow, fails, restarts and loses answers."""

from __future__ import annotations

import json
import threading
import time
from collections import deque

import pytest

from conftest import DAGS, HOME, INPUTS
from servers.airflow import Airflow
from servers.ingestion import TOKEN, IngestionService
from servers.lake import Lake
from servers.trainer import GOLD, Trainer
from servers.trino import TrinoServer

SOURCES = ("clientes", "produtos", "pedidos")
TABLES = [f"bronze.{name}" for name in SOURCES] + list(INPUTS)
MODELS = ("recompra", "gasto_60_dias")
WRITTEN = [f"gold.previsoes_{model}" for model in MODELS] + ["ops.models"] * len(MODELS)
KEYS = {
    "silver.clientes": "id",
    "silver.produtos": "id",
    "silver.pedidos": "id",
    "gold.analise_clientes_pedidos": "id_cliente",
    "gold.analise_produtos": "id_produto",
    "gold.clientes_por_corte": "data_corte, 1 as id_cliente",
}


@pytest.fixture(scope="module")
def world():
    lake = Lake(INPUTS)
    service, trino, trainer = IngestionService(lake), TrinoServer(), Trainer(lake)
    service.start()
    trainer.start()
    connection = {"conn_type": "http", "host": "127.0.0.1", "port": service.port, "password": TOKEN}
    airflow = Airflow(
        HOME / "whole",
        DAGS,
        {
            "AIRFLOW_CONN_LAKEHOUSE": json.dumps(connection),
            "AIRFLOW_CONN_TRAINER": json.dumps(connection | {"port": trainer.port}),
            "AIRFLOW_CONN_TRINO": json.dumps(
                {"conn_type": "trino", "host": "127.0.0.1", "port": trino.port, "login": "engineer"}
            ),
            "LAKEHOUSE_PIPELINES": str(DAGS.parent / "pipelines"),
        },
        slots=2,
    )
    try:
        airflow.start()
        yield airflow, service, trino, trainer
    finally:
        airflow.stop()
        service.stop()
        trainer.stop()
        trino.stop()


@pytest.fixture
def airflow(world):
    """With a lake in which the first files have landed, and went through to gold."""
    airflow, service, trino, trainer = world
    trainer.holding.clear()
    trainer.errors.clear()
    trainer.better = True
    service.holding.clear()
    service.faults.clear()
    service.errors.clear()
    service.lake.problems.clear()
    for table, key in KEYS.items():
        trino.execute(f"drop table if exists {table}")
        trino.execute(f"create table {table} as select 1 as {key}")
    if not service.lake.versions:
        for source in SOURCES:
            service.lake.land(source)
        run = airflow.trigger("loja")
        assert airflow.finish("loja", run) == "success", airflow.tasks("loja", run)
        assert airflow.asset_events("loja", run) == sorted(TABLES + WRITTEN)
    trainer.asked.clear()
    service.runs.clear()
    service.requests.clear()
    return airflow


@pytest.fixture
def service(world):
    return world[1]


@pytest.fixture
def trino(world):
    return world[2]


@pytest.fixture
def trainer(world):
    return world[3]


def test_a_run_with_nothing_new_skips_what_follows(airflow, service, trainer):
    syncs = service.syncs
    run = airflow.trigger("loja")
    assert airflow.finish("loja", run) == "success"
    assert set(airflow.tasks("loja", run).values()) == {"skipped"}
    assert airflow.asset_events("loja", run) == []
    assert service.syncs == syncs
    # Bronze looks for files. Silver and gold are not even asked for.
    assert {run["table"] for run in service.runs.values()} == {f"bronze.{name}" for name in SOURCES}
    assert "control key 135" in airflow.log("loja", run, "bronze.pedidos")
    assert trainer.asked == []


def test_only_what_new_files_touch_is_run(airflow, service):
    service.lake.land("produtos")
    run = airflow.trigger("loja")
    assert airflow.finish("loja", run) == "success"
    done = {task for task, state in airflow.tasks("loja", run).items() if state == "success"}
    gold = {name for name in TABLES if name.startswith("gold.")}
    touched = {"bronze.produtos", "silver.produtos"} | gold
    models = {f"models.{model}.{task}" for model in MODELS for task in ("features", "train", "compare", "predict")}
    checks = {f"quality.{table.replace('.', '_')}" for table in touched}
    assert done == touched | checks | models | {"catalog_sync", "models.catalog_sync", "models_outcome"}
    assert set(airflow.asset_events("loja", run)) == touched | set(WRITTEN)


def test_waiting_tasks_hold_no_slot(airflow, service):
    for source in SOURCES:
        service.hold(f"bronze.{source}")
    run = airflow.trigger("loja", stage="bronze")
    # Two slots, three waits.
    airflow.wait(
        lambda: list(airflow.tasks("loja", run).values()).count("deferred") == 3, 60, "three tasks to be deferred"
    )
    assert [run["state"] for run in service.runs.values()] == ["running"] * 3
    airflow.wait(
        lambda: "bronze.pedidos writing, 50%" in airflow.log("loja", run, "bronze.pedidos"), 60, "progress in the log"
    )
    service.holding.clear()
    assert airflow.finish("loja", run) == "success"


def test_a_lost_answer_doubles_nothing(airflow, service):
    service.faults.extend(["lose", "lose", 503, "cut", 429])
    run = airflow.trigger("loja", table="bronze.pedidos")
    assert airflow.finish("loja", run) == "success"
    assert len(service.runs) == 1


def test_a_service_that_is_killed_in_a_run_gets_a_new_one(airflow, service):
    service.lake.land("pedidos")
    version = service.lake.versions["bronze.pedidos"]
    service.hold("bronze.pedidos")
    run = airflow.trigger("loja", table="bronze.pedidos")
    airflow.wait(lambda: airflow.tasks("loja", run)["bronze.pedidos"] == "deferred", 60, "the task to be deferred")
    service.stop()
    time.sleep(3)
    service.holding.clear()
    service.start()
    assert airflow.finish("loja", run) == "success"
    assert [run["state"] for run in service.runs_of("bronze.pedidos")] == ["interrupted", "succeeded"]
    assert airflow.tries("loja", run, "bronze.pedidos") == 2
    assert service.lake.versions["bronze.pedidos"] == version + 1


def test_a_triggerer_that_is_killed_loses_no_run(airflow, service):
    service.hold("bronze.pedidos")
    run = airflow.trigger("loja", table="bronze.pedidos")
    airflow.wait(lambda: airflow.tasks("loja", run)["bronze.pedidos"] == "deferred", 60, "the task to be deferred")
    airflow.kill_part("triggerer")
    service.release("bronze.pedidos")
    airflow.start_part("triggerer")
    assert airflow.finish("loja", run, 240) == "success"
    assert [run["state"] for run in service.runs_of("bronze.pedidos")] == ["succeeded"]


@pytest.mark.parametrize("state", ["failed", "success"])
def test_ending_the_task_cancels_the_run(airflow, service, state):
    service.hold("bronze.pedidos")
    run = airflow.trigger("loja", table="bronze.pedidos")
    airflow.wait(lambda: airflow.tasks("loja", run)["bronze.pedidos"] == "deferred", 60, "the task to be deferred")
    airflow.wait(lambda: ("GET", "/api/v1/runs/" + next(iter(service.runs))) in service.requests, 30, "the trigger")
    time.sleep(2)
    airflow.mark("loja", run, "bronze.pedidos", state)
    airflow.wait(
        lambda: [run["state"] for run in service.runs_of("bronze.pedidos")] == ["cancelled"],
        60,
        "the run to be cancelled",
    )
    airflow.finish("loja", run)


def test_wrong_data_fail_at_once_with_what_why_and_fix(airflow, service):
    error = {
        "status": 422,
        "code": "RULE_BROKEN",
        "what": "A rule broke",
        "why": "row 7 has no id",
        "fix": "mend row 7",
    }
    service.errors["bronze.pedidos"] = deque([error])
    run = airflow.trigger("loja", table="bronze.pedidos")
    assert airflow.finish("loja", run) == "failed"
    assert airflow.tries("loja", run, "bronze.pedidos") == 1
    log = airflow.log("loja", run, "bronze.pedidos")
    for part in ("A rule broke", "row 7 has no id", "mend row 7", "RULE_BROKEN"):
        assert part in log
    assert TOKEN not in log

    # Clearing it asks for a new run, not for the answer of the old one.
    airflow.clear("loja", run, "bronze.pedidos")
    airflow.wait(lambda: len(service.runs_of("bronze.pedidos")) == 2, 60, "a second run")
    assert airflow.finish("loja", run) == "success"


def test_what_passes_is_tried_again_with_a_new_run(airflow, service):

    error = {"status": 503, "code": "DISK_FULL", "what": "The disk is full", "why": "it is", "fix": "make room"}
    service.errors["bronze.pedidos"] = deque([error])
    run = airflow.trigger("loja", table="bronze.pedidos")
    assert airflow.finish("loja", run) == "success"
    assert [run["state"] for run in service.runs_of("bronze.pedidos")] == ["failed", "succeeded"]
    assert "make room" in airflow.log("loja", run, "bronze.pedidos", 1)


def test_a_failed_silver_table_is_made_up_for_by_the_next_run(airflow, service):

    service.lake.land("clientes")
    service.errors["silver.clientes"] = deque([{"status": 422, "code": "X", "what": "w", "why": "y", "fix": "f"}])
    run = airflow.trigger("loja")
    assert airflow.finish("loja", run) == "failed"
    assert airflow.tasks("loja", run)["gold.analise_clientes_pedidos"] == "upstream_failed"
    again = airflow.trigger("loja")
    assert airflow.finish("loja", again) == "success"
    tasks = airflow.tasks("loja", again)
    assert (tasks["bronze.clientes"], tasks["silver.clientes"]) == ("skipped", "success")
    assert tasks["gold.analise_clientes_pedidos"] == "success"


def test_full_refresh_of_a_table(airflow, service):
    run = airflow.trigger("loja", table="silver.produtos", full_refresh=True)
    assert airflow.finish("loja", run) == "success"
    [asked] = service.runs.values()
    assert (asked["table"], asked["full_refresh"]) == ("silver.produtos", True)
    then = airflow.trigger("loja")
    assert airflow.finish("loja", then) == "success"
    assert airflow.tasks("loja", then)["gold.analise_produtos"] == "success"


def test_days_of_a_backfill_are_for_bronze(airflow, service):
    days = {"from": "2024-01-01", "to": "2024-01-02"}
    for table in ("bronze.pedidos", "silver.pedidos"):
        run = airflow.trigger("loja", table=table, **days)
        assert airflow.finish("loja", run) == "success"
    bodies = [run["body"] for run in service.runs.values()]
    assert bodies == [
        {"pipeline": "loja", "table": "bronze.pedidos"} | days,
        {"pipeline": "loja", "table": "silver.pedidos"},
    ]


def test_a_day_that_is_none_is_refused(airflow):
    with pytest.raises(AssertionError, match="400"):
        airflow.trigger("loja", **{"from": "January"})


def test_the_quality_gate_says_what_does_not_hold(airflow, service, trino):
    trino.execute("insert into silver.produtos values (1), (null)")
    service.lake.problems["silver.produtos"] = ["The file x.csv was not taken in"]
    run = airflow.trigger("loja", table="silver.produtos", full_refresh=True)
    assert airflow.finish("loja", run) == "failed"
    log = airflow.log("loja", run, "quality.silver_produtos")
    assert "unique(id) fails in silver.produtos: 1 found" in log
    assert "not_null(id) fails in silver.produtos: 1 found" in log
    assert "The file x.csv was not taken in" in log


def test_maintenance_syncs_the_catalog_and_checks_all_tables(airflow, service):
    syncs = service.syncs
    run = airflow.trigger("lakehouse_maintenance")
    assert airflow.finish("lakehouse_maintenance", run, 360) == "success"
    assert service.syncs == syncs + 1
    tasks = airflow.tasks("lakehouse_maintenance", run)
    assert tasks["quality_loja.gold_analise_produtos"] == "success"
    assert tasks["old_logs"] == "success"
    assert "log files with" in airflow.log("lakehouse_maintenance", run, "old_logs")


def test_a_parameter_that_is_none_is_refused(airflow):
    with pytest.raises(AssertionError, match="400"):
        airflow.trigger("loja", stage="platinum")


def test_a_service_that_is_away_when_the_task_starts_is_waited_for(airflow, service):
    service.stop()
    threading.Timer(8, service.start).start()
    run = airflow.trigger("loja", table="bronze.pedidos")
    assert airflow.finish("loja", run) == "success"


def with_new_gold(airflow, service) -> str:
    service.lake.land("pedidos")
    return airflow.trigger("loja")


def test_models_are_trained_compared_and_asked_after_gold(airflow, service, trainer):
    trainer.better = False
    run = with_new_gold(airflow, service)
    assert airflow.finish("loja", run) == "success"
    version = service.lake.versions[GOLD]
    for model in MODELS:
        mine = [words for words in trainer.asked if f" {model}" in words]
        trained = mine[2].split()[-1]
        assert mine == [
            f"features {model}",
            f"train {model} {version}",
            f"challenge {model} {trained}",
            f"predict {model}",
        ]
        assert trainer.promoted(model) != trained
    assert "Not promoted: it is not better" in airflow.log("loja", run, "models.recompra.compare")


def test_a_trainer_that_is_killed_is_asked_for_the_same_again(airflow, service, trainer):
    trainer.hold("train")
    run = with_new_gold(airflow, service)
    task = "models.recompra.train"
    airflow.wait(lambda: airflow.tasks("loja", run)[task] == "deferred", 120, "the training to be waited for")
    # It still knows those of earlier runs.
    *_, job = [job for job in trainer.runs.values() if (job["model"], job["command"]) == ("recompra", "train")]
    trainer.stop()
    trainer.holding.clear()
    trainer.start()
    assert airflow.finish("loja", run) == "success"
    assert airflow.tries("loja", run, task) >= 2
    assert trainer.asked.count(f"train recompra {service.lake.versions[GOLD]}") == 2
    assert trainer.runs[job["id"]]["state"] == "succeeded"


def test_a_lake_that_is_too_young_is_no_failure(airflow, service, trainer):
    for _ in MODELS:
        trainer.fail("features", 422, "EXAMPLES_NONE")
    syncs = service.syncs
    run = with_new_gold(airflow, service)
    assert airflow.finish("loja", run) == "success"
    states = airflow.tasks("loja", run)
    learning = {states[f"models.{model}.{task}"] for model in MODELS for task in ("features", "train", "compare")}
    assert learning == {"skipped"}
    # Those who came since are predicted all the same, by the runs that are promoted.
    assert {states[f"models.{model}.predict"] for model in MODELS} == {"success"}
    assert service.syncs == syncs + 2


def test_a_training_that_fails_stops_no_prediction_and_is_seen(airflow, service, trainer):
    trainer.fail("train", 422, "LOSS_NOT_FINITE")
    run = with_new_gold(airflow, service)
    assert airflow.finish("loja", run) == "failed"
    states = airflow.tasks("loja", run)
    assert {states[f"models.{model}.predict"] for model in MODELS} == {"success"}
    assert states["models.catalog_sync"] == "success"
    assert states["models_outcome"] == "upstream_failed"
    again = airflow.trigger("loja")
    assert airflow.finish("loja", again) == "success"
    assert sorted(airflow.tasks("loja", again)[f"models.{model}.train"] for model in MODELS) == ["skipped", "success"]


def test_what_failed_of_a_prediction_is_made_up_for_by_the_next_run(airflow, service, trainer):
    trainer.fail("predict", 422, "MODEL_DRIFT")
    run = with_new_gold(airflow, service)
    assert airflow.finish("loja", run) == "failed"
    assert "MODEL_DRIFT" in "".join(airflow.log("loja", run, f"models.{model}.predict") for model in MODELS)
    assert airflow.tasks("loja", run)["models.catalog_sync"] == "success"
    trainer.asked.clear()
    again = airflow.trigger("loja")
    assert airflow.finish("loja", again) == "success"
    assert [words.split()[0] for words in trainer.asked] == ["predict"]


def test_a_promotion_by_hand_is_used_by_the_next_run(airflow, service, trainer):
    trainer.better = False
    run = with_new_gold(airflow, service)
    assert airflow.finish("loja", run) == "success"
    trainer.promote(trainer.runs_trained("recompra")[-1]["run"])
    trainer.asked.clear()
    again = airflow.trigger("loja")
    assert airflow.finish("loja", again) == "success"
    assert trainer.asked == ["predict recompra"]
    assert airflow.asset_events("loja", again) == ["gold.previsoes_recompra"]


def test_nothing_is_trained_for_a_part_that_gold_is_not_in(airflow, service, trainer):
    service.lake.land("pedidos")
    run = airflow.trigger("loja", stage="bronze")
    assert airflow.finish("loja", run) == "success"
    assert trainer.asked == []
