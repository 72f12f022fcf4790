"""The pipeline of one's own that the README shows, step by step as it stands there."""

import re
import shutil
import subprocess

import pytest
from airflow_api import Airflow


@pytest.fixture(scope="module")
def steps(stack) -> str:
    page = (stack.root / "README.md").read_text(encoding="utf-8")
    return page[page.index("### Your own files in the stack") : page.index("### Keep it")]


def block(steps: str, language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", steps, re.DOTALL)[1]


@pytest.fixture
def pipeline(stack, steps):
    """As the user writes it, into the folder of this clone that the containers see."""
    folder = stack.root / "pipelines" / "shop"
    if folder.exists():
        pytest.skip(f"{folder} is there already")
    folder.mkdir()
    (folder / "pipeline.yml").write_text(block(steps, "yaml"))
    (folder / "sales_by_day.sql").write_text(block(steps, "sql"))
    yield folder
    shutil.rmtree(folder)


def test_the_steps_of_the_readme_lead_to_rows_in_gold(stack, steps, pipeline, tmp_path):
    (tmp_path / ".env").write_text(stack.env_file.read_text())
    landing = block(steps, "bash").replace("127.0.0.1:9000", f"127.0.0.1:{stack.env['MINIO_PORT']}")
    done = subprocess.run(["bash", "-euc", landing], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("shop")
    airflow.run("shop")

    assert [[str(value) for value in row] for row in stack.sql("engineer", "SELECT * FROM gold.sales_by_day")] == [
        ["2024-01-31", "2", "24.90"]
    ]
    assert stack.sql("engineer", "SELECT _rule FROM silver.orders_quarantine") == [["not_null(total)"]]


def test_days_of_a_backfill_are_taken_in_alone(stack, pipeline, tmp_path):
    """Through Airflow, as the form in its UI asks for it; the day is the one in the file's name."""
    for day in ("2023-05-01", "2023-05-02", "2023-05-03"):
        file = tmp_path / f"{day}.csv"
        file.write_text(f"id,day,total\n{day.replace('-', '')},{day},1.00\n")
        stack.s3("uploader").fput_object("landing", f"shop/orders/{day}.csv", str(file))
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("shop")
    days = "SELECT cast(day AS varchar) FROM silver.orders WHERE day < DATE '2024-01-01' ORDER BY 1"

    airflow.run("shop", **{"from": "2023-05-02", "to": "2023-05-02"})
    assert stack.sql("engineer", days) == [["2023-05-02"]]

    airflow.run("shop")
    assert stack.sql("engineer", days) == [["2023-05-01"], ["2023-05-02"], ["2023-05-03"]]
