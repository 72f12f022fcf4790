"""What is asked of the trainer, and when, in one run of a DAG after another."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest

from conftest import INPUTS
from lakehouse_airflow.run_model import TrainModel
from one_task import AssetMemories, DagRun
from servers.ingestion import TOKEN, IngestionService
from servers.lake import Lake
from servers.trainer import Trainer

GOLD = "gold.clientes_por_corte"
ABOUT = {"model": "recompra", "table": GOLD, "definition": "as declared"}


class World:
    """A lake in which gold is made, and a trainer."""

    def __init__(self) -> None:
        self.lake = Lake(INPUTS)
        self.lake.versions[GOLD] = 0
        self.service, self.trainer = IngestionService(self.lake), Trainer()


@pytest.fixture
def world(monkeypatch):
    world = World()
    for name, server in ("LAKEHOUSE", world.service), ("TRAINER", world.trainer):
        server.start()
        connection = {"conn_type": "http", "host": "127.0.0.1", "port": server.port, "password": TOKEN}
        monkeypatch.setenv(f"AIRFLOW_CONN_{name}", json.dumps(connection))
    yield world
    world.service.stop()
    world.trainer.stop()


@pytest.mark.parametrize("code", ["EXAMPLES_NONE", "EXAMPLES_TOO_FEW"])
def test_a_lake_that_is_too_young_is_no_failure(world, code):
    world.trainer.fail("train", 422, code)
    run = DagRun("run-1", AssetMemories())
    assert run.run(TrainModel(task_id="train", **ABOUT)) == "skipped"
    assert "tried again when there is more" in run.said["train"]


@pytest.mark.parametrize("code", ["EXAMPLES_OF_ONE_CLASS", "LABEL_NOT_BINARY"])
def test_one_class_alone_is_a_failure_that_says_so(world, code):
    world.trainer.fail("train", 422, code)
    run = DagRun("run-1", AssetMemories())
    assert run.run(TrainModel(task_id="train", **ABOUT)) == "failed"
    assert code in run.said["train"]


def test_whoever_ends_a_task_ends_its_job(world):
    run = DagRun("run-1", AssetMemories())
    train = TrainModel(task_id="train", quick=timedelta(seconds=30), **ABOUT)
    world.trainer.hold("train")
    ended = []
    thread = threading.Thread(target=lambda: ended.append(run.run(train)))
    thread.start()
    job = wait_until(lambda: next((job for job in world.trainer.runs.values() if job["state"] == "running"), None))
    train.on_kill()
    assert job["state"] == "cancelled"
    thread.join(20)
    assert ended == ["failed"]


def wait_until(found):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if value := found():
            return value
        time.sleep(0.05)
    raise AssertionError("it did not come")
