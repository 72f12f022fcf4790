"""What is asked of the trainer, and when, in one run of a DAG after another."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest

from conftest import INPUTS
from lakehouse_airflow.run_model import CompareModel, LookAtFeatures, PredictModel, TrainModel
from lakehouse_airflow.sync_catalog import SyncCatalog
from one_task import AssetMemories, DagRun
from servers.ingestion import TOKEN, IngestionService
from servers.lake import Lake
from servers.trainer import GOLD, Trainer

ABOUT = {"model": "recompra", "table": GOLD, "definition": "as declared"}
ALL = dict.fromkeys(["features", "train", "compare", "predict"], "success")


class World:
    """A lake in which gold is made, and runs of a DAG with the tasks of one model."""

    def __init__(self) -> None:
        self.lake = Lake(INPUTS)
        self.service, self.trainer = IngestionService(self.lake), Trainer(self.lake)
        self.memories = AssetMemories()
        self.runs = 0

    def new_gold(self) -> None:
        self.lake.versions[GOLD] = self.lake.versions.get(GOLD, -1) + 1

    def dag_run(self, **params) -> DagRun:
        self.runs += 1
        self.trainer.asked.clear()
        return DagRun(f"run-{self.runs}", self.memories, **params)

    def states(self, run: DagRun | None = None, meanwhile=lambda: None, **declared) -> dict[str, str]:
        """Of a whole run; `meanwhile` happens once it is said what there is to learn from."""
        run, states = run or self.dag_run(), {}
        features, *learning, predict = tasks(**declared)
        states["features"] = run.run(features)
        meanwhile()
        for task in learning:
            before = list(states.values())[-1]
            states[task.task_id] = run.run(task) if before == "success" else before
        states["predict"] = run.run(predict)
        return states


def tasks(**declared):
    about = ABOUT | {"quick": timedelta(0), "poll": timedelta(milliseconds=50)} | declared
    return [
        LookAtFeatures(task_id="features", **about),
        TrainModel(task_id="train", looked_at_by="features", **about),
        CompareModel(task_id="compare", looked_at_by="features", trained_by="train", **about),
        PredictModel(task_id="predict", **about),
    ]


@pytest.fixture
def world(monkeypatch):
    world = World()
    for name, server in ("LAKEHOUSE", world.service), ("TRAINER", world.trainer):
        server.start()
        connection = {"conn_type": "http", "host": "127.0.0.1", "port": server.port, "password": TOKEN}
        monkeypatch.setenv(f"AIRFLOW_CONN_{name}", json.dumps(connection))
    world.new_gold()
    yield world
    world.service.stop()
    world.trainer.stop()


@pytest.fixture
def trained(world):
    """Once gone through: a run is promoted and has predicted."""
    assert world.states() == ALL
    return world


def test_a_model_is_looked_at_trained_compared_and_asked(world):
    assert world.states() == ALL
    assert world.trainer.asked == [
        "features recompra",
        "train recompra 0",
        "challenge recompra recompra-1",
        "predict recompra",
    ]


def test_nothing_is_asked_while_gold_declaration_and_promoted_run_are_the_same(trained):
    assert trained.states() == dict.fromkeys(ALL, "skipped")
    assert trained.trainer.asked == []


def test_a_changed_declaration_is_learnt_anew(trained):
    assert trained.states(definition="as declared now") == ALL


def test_all_of_a_run_is_about_the_version_that_was_looked_at(world):
    assert world.states(meanwhile=world.new_gold) == ALL
    assert "train recompra 0" in world.trainer.asked
    # What came in between is new for the next run; what was predicted from already is not.
    again = world.states()
    assert again["train"] == "success"
    assert "train recompra 1" in world.trainer.asked


def test_a_manual_promotion_is_used_by_the_next_run(trained):
    trained.trainer.better = False
    trained.new_gold()
    assert trained.states()["train"] == "success"
    assert trained.trainer.promoted("recompra") == "recompra-1"
    trained.trainer.promote("recompra-2")
    states = trained.states()
    assert states == dict.fromkeys(ALL, "skipped") | {"predict": "success"}
    assert trained.trainer.asked == ["predict recompra"]
    # And back again.
    trained.trainer.promote("recompra-1")
    assert trained.states()["predict"] == "success"
    assert set(trained.states().values()) == {"skipped"}


def test_what_was_promoted_for_another_model_is_nothing_new(trained):
    trained.lake.rows["ops.models"].append({"run": "other-1", "model": "other", "promoted_at": None})
    trained.trainer.promote("other-1")
    assert set(trained.states().values()) == {"skipped"}


@pytest.mark.parametrize("code", ["EXAMPLES_NONE", "EXAMPLES_TOO_FEW"])
def test_a_lake_that_is_too_young_is_no_failure(world, code):
    world.trainer.fail("features", 422, code)
    run = world.dag_run()
    assert world.states(run) == dict.fromkeys(ALL, "skipped")
    assert "tried again when there is more" in run.said["features"]
    assert "No run of recompra is promoted" in run.said["predict"]
    assert world.states() == ALL


@pytest.mark.parametrize("code", ["EXAMPLES_OF_ONE_CLASS", "LABEL_NOT_BINARY"])
def test_one_class_alone_is_a_failure_that_says_so(world, code):
    world.trainer.fail("features", 422, code)
    run = world.dag_run()
    assert world.states(run)["features"] == "failed"
    assert code in run.said["features"]


@pytest.mark.parametrize(("task", "code"), [("features", "EXAMPLES_TOO_FEW"), ("train", "LOSS_NOT_FINITE")])
def test_new_customers_are_predicted_though_nothing_is_learnt(trained, task, code):
    trained.new_gold()
    trained.trainer.fail(task, 422, code)
    states = trained.states()
    assert (states["compare"] != "success", states["predict"]) == (True, "success")
    # What was not learnt is learnt by the next run, also where gold has nothing new.
    again = trained.states()
    assert (again["train"], again["compare"]) == ("success", "success")


def test_too_much_drift_fails_and_is_asked_again_without_training(trained):
    trained.new_gold()
    trained.trainer.fail("predict", 422, "MODEL_DRIFT")
    run = trained.dag_run()
    assert trained.states(run)["predict"] == "failed"
    assert "MODEL_DRIFT" in run.said["predict"]
    again = trained.states()
    assert (again["features"], again["predict"]) == ("skipped", "success")
    assert trained.trainer.asked == ["predict recompra"]


def test_a_trainer_that_is_busy_is_asked_again(trained):
    trained.new_gold()
    trained.trainer.fail("predict", 409, "COMMIT_CONFLICT")
    run, predict = trained.dag_run(), tasks()[-1]
    assert run.run(predict) == "up_for_retry"
    assert run.run(predict, try_number=2) == "success"


def test_nothing_is_done_for_a_part_that_gold_is_not_in(trained):
    trained.new_gold()
    assert set(trained.states(trained.dag_run(stage="bronze")).values()) == {"skipped"}
    assert trained.trainer.asked == []


@pytest.mark.parametrize("task", ["features", "train"])
def test_whoever_ends_a_task_ends_its_job(world, task):
    run = world.dag_run()
    features, train, *_ = tasks(quick=timedelta(seconds=30))
    if task == "train":
        assert run.run(features) == "success"
    operator = features if task == "features" else train
    world.trainer.hold(task)
    ended = []
    thread = threading.Thread(target=lambda: ended.append(run.run(operator)))
    thread.start()
    job = wait_until(lambda: next((job for job in world.trainer.runs.values() if job["state"] == "running"), None))
    operator.on_kill()
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


def test_the_catalog_is_brought_in_line_where_a_model_was_trained_or_has_predicted(world):
    sync = SyncCatalog(task_id="catalog_sync", written_by=["train", "predict"])
    world.trainer.fail("predict", 422, "MODEL_DRIFT")
    run = world.dag_run()
    assert world.states(run) == ALL | {"predict": "failed"}
    assert run.run(sync) == "success"
    assert world.service.syncs == 1

    world.trainer.fail("predict", 422, "MODEL_DRIFT")
    run = world.dag_run()
    assert world.states(run)["train"] == "skipped"
    assert run.run(sync) == "skipped"
    assert world.service.syncs == 1
