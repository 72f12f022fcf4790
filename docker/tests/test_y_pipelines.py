"""Files of musica and pontos land in MinIO, Airflow runs their pipelines, and Trino answers what the files say.

It comes after the tests of the shop: it adds tables of its own, few and small. What lands comes in two parts, the later days
first, so that songs land after their plays and deletes before the changes that they outdo.
"""

import pathlib

import music
import points
import pytest
from airflow_api import Airflow

SONGPLAYS = "SELECT session_id, item_in_session, user_id, song_id FROM gold.songplays ORDER BY 1, 2"
MOST_LISTENED = "SELECT mes, posicao, musica, artista, execucoes, ouvintes FROM gold.mais_ouvidas"
DAILY = "SELECT * FROM gold.relatorio_diario ORDER BY dia"
CHURN = "SELECT dia, clientes, em_churn FROM gold.churn ORDER BY dia"


@pytest.fixture(scope="module")
def airflow(stack) -> Airflow:
    airflow = Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"])
    airflow.await_dag("musica")
    airflow.await_dag("pontos")
    return airflow


class Landing:
    """Files that were made, and a copy of those that have landed, to work answers out from."""

    def __init__(self, stack, folder: pathlib.Path, what: str, *options: str):
        self.stack = stack
        made = folder / "made"
        made.mkdir()
        self.made = stack.make(what, made, *options)
        self.landed = folder / "landed"

    def land(self, wanted) -> None:
        """Lands those of which `wanted` is true, as the user who may."""
        for file in sorted(file for file in self.made.rglob("*.*") if file.is_file()):
            name = str(file.relative_to(self.made))
            if name.startswith(".") or not wanted(name):
                continue
            copy = self.landed / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
            self.stack.s3("uploader").fput_object("landing", name, str(file))


def as_lists(rows) -> list[list]:
    return [list(row) for row in rows]


def by_name(rows) -> list[list]:
    """Python's order of texts, which is not each engine's."""
    return sorted(as_lists(rows), key=lambda row: (row[0], row[2], row[3]))


def test_songs_that_land_after_their_plays_are_in_them(stack, airflow, tmp_path):
    files = Landing(stack, tmp_path, "musica", "--plays", "400", "--days", "3", "--dirty", "5")
    files.land(lambda name: "log_data" in name)
    # One song has to be there: without any, bronze.songs has no columns.
    first = min(str(file.relative_to(files.made)) for file in files.made.rglob("song_data/**/*.json"))
    files.land(lambda name: name == first)
    airflow.run("musica")
    assert as_lists(stack.sql("analyst", SONGPLAYS)) == music.song_of_each_play(files.landed)
    assert by_name(stack.sql("analyst", MOST_LISTENED)) == music.most_listened(files.landed)

    files.land(lambda name: "song_data" in name and name != first)
    states = airflow.run("musica")
    assert states["silver.songplays"] == "skipped"
    assert states["gold.songplays"] == "success"
    found = music.song_of_each_play(files.landed)
    assert sum(row[3] is not None for row in found) > 100
    assert as_lists(stack.sql("analyst", SONGPLAYS)) == found
    assert by_name(stack.sql("analyst", MOST_LISTENED)) == music.most_listened(files.landed)


def test_changes_that_come_out_of_order_leave_what_they_say(stack, airflow, tmp_path):
    files = Landing(stack, tmp_path, "pontos", "--transactions", "600", "--days", "24", "--dirty", "5")
    files.land(lambda name: "carga" in name or "2024-01-1" in name)
    airflow.run("pontos")
    assert as_lists(stack.sql("analyst", DAILY)) == points.daily(files.landed)

    # The days before them, which fill in the reports of their dates, and those after.
    files.land(lambda name: "carga" not in name and "2024-01-1" not in name)
    states = airflow.run("pontos")
    assert states["gold.churn"] == "success"
    assert as_lists(stack.sql("analyst", DAILY)) == points.daily(files.landed)
    churn = points.churn(files.landed)
    assert churn[-1][2] > 0
    assert as_lists(stack.sql("analyst", CHURN)) == churn
    [[tombstones]] = stack.sql("engineer", "SELECT count(*) FROM silver.transacoes_tombstones")
    assert tombstones > 0
    kept = {row["id_transacao"] for row in points.transactions(files.landed)}
    assert {row[0] for row in stack.sql("engineer", "SELECT id_transacao FROM silver.transacoes")} == kept
