"""A shop with a history lands: Airflow has models trained, judged and asked after gold. Python says what they say.

It comes after the tests that work gold out by themselves, because it lands a shop of its own into the same tables.
"""

import json

import pytest
from airflow_api import Airflow

MODELS = ("recompra", "gasto_60_dias")
NOTEBOOK = "notebooks/4-a-model-in-python.ipynb"


@pytest.fixture(scope="module")
def airflow(stack) -> Airflow:
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("loja")
    return airflow


@pytest.fixture(scope="module")
def first_run(stack, airflow, tmp_path_factory) -> dict[str, str]:
    """The states of a run's tasks once 200 days have landed: enough to know who came back within 60."""
    landing = stack.generate("loja", tmp_path_factory.mktemp("history"), orders=8000, days=200)
    uploader = stack.s3("uploader")
    for file in sorted(landing.glob("loja/*/*")):
        uploader.fput_object("landing", str(file.relative_to(landing)), str(file))
    return airflow.run("loja")


def models(states: dict[str, str]) -> dict[str, str]:
    return {task: state for task, state in states.items() if task.startswith("models.")}


def test_each_model_is_trained_and_asked_where_it_is_better_than_simpler_answers(stack, first_run):
    runs = stack.sql("engineer", "SELECT model, run, gold_table FROM ops.models WHERE promoted_at IS NOT NULL")
    promoted = {row[0] for row in runs}
    assert "recompra" in promoted
    states = models(first_run)
    for model in MODELS:
        for task in ("features", "train", "compare"):
            assert states[f"models.{model}.{task}"] == "success"
        assert states[f"models.{model}.predict"] == ("success" if model in promoted else "skipped")
    assert states["models.catalog_sync"] == "success"
    for model, run, table in runs:
        assert table == "gold.clientes_por_corte"
        assert stack.sql("analyst", f"SELECT DISTINCT model_run FROM gold.previsoes_{model}") == [[run]]
        names = {
            found.object_name for found in stack.s3("trainer").list_objects("models", f"{model}/{run}/", recursive=True)
        }
        assert {
            f"{model}/{run}/{name}" for name in ("saved_model/saved_model.pb", "model-card.md", "loss.png")
        } <= names


def test_those_are_predicted_whose_outcome_is_still_to_come(stack, first_run):
    waiting = "SELECT count(*) FROM gold.clientes_por_corte WHERE comprou IS NULL"
    [[count, lowest, highest]] = stack.sql(
        "analyst", "SELECT count(*), min(score), max(score) FROM gold.previsoes_recompra"
    )
    assert [[count]] == stack.sql("analyst", waiting)
    assert count > 0
    assert 0 <= lowest < highest <= 1


def test_a_model_knows_more_than_the_average(stack, first_run):
    [[metric, value, low]] = stack.sql("engineer", "SELECT metric, value, low FROM ops.models WHERE model = 'recompra'")
    assert (metric, value > low, low > 0.5) == ("auc", True, True)


def test_nothing_new_trains_nothing(stack, airflow, first_run):
    count = "SELECT count(*) FROM ops.models"
    before = stack.sql("engineer", count)
    assert set(models(airflow.run("loja")).values()) == {"skipped"}
    assert stack.sql("engineer", count) == before


def test_a_run_that_somebody_promotes_predicts_in_the_next_run(stack, airflow, first_run):
    trainer = ("exec", "--no-TTY", "trainer", "lakehouse")
    run = json.loads(stack.compose(*trainer, "train", "recompra", "--seed", "7", "--json"))["run"]
    stack.compose(*trainer, "models", "promote", run)
    states = models(airflow.run("loja"))
    assert (states["models.recompra.features"], states["models.recompra.predict"]) == ("skipped", "success")
    assert states["models.gasto_60_dias.predict"] == "skipped"
    assert stack.sql("analyst", "SELECT DISTINCT model_run FROM gold.previsoes_recompra") == [[run]]


def test_python_says_the_same(stack, first_run):
    said = stack.compose("exec", "--no-TTY", "tensorflow", "python", "notebooks/run.py", NOTEBOOK)
    assert said.count("cells ran") == 1, said
