"""Which log files stay, and which do not."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowFailException

from lakehouse_airflow.old_logs import days_to_keep, remove_old_logs

MONTH = timedelta(days=30)


def written(path: Path, days_ago: float, *, text: str = "a line\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    aged(path, days_ago)
    return path


def aged(path: Path, days_ago: float) -> None:
    then = time.time() - days_ago * 86400
    os.utime(path, (then, then), follow_symlinks=False)


def test_old_files_go_and_their_empty_folders_with_them(tmp_path):
    old = written(tmp_path / "dag_id=loja" / "run_id=1" / "task_id=a" / "attempt=1.log", 31)
    young = written(tmp_path / "dag_id=loja" / "run_id=2" / "task_id=a" / "attempt=1.log", 29)
    for folder in [old.parent, old.parent.parent, old.parent.parent.parent]:
        aged(folder, 31)

    removed = remove_old_logs(tmp_path, MONTH)

    assert (removed.files, removed.bytes) == (1, len("a line\n"))
    assert not old.parent.parent.exists()
    assert young.exists()


def test_a_folder_that_was_just_made_stays_though_it_is_empty(tmp_path):
    starting = tmp_path / "dag_id=loja" / "run_id=3"
    starting.mkdir(parents=True)
    remove_old_logs(tmp_path, MONTH)
    assert starting.exists()


def test_what_a_link_leads_to_stays(tmp_path):
    outside = written(tmp_path / "outside" / "kept.log", 31)
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "latest").symlink_to(outside.parent)
    aged(logs / "latest", 31)

    assert remove_old_logs(logs, MONTH).files == 1
    assert outside.exists()
    assert list(logs.iterdir()) == []


def test_a_month_unless_the_setting_says_otherwise(monkeypatch):
    monkeypatch.delenv("LAKEHOUSE_LOG_DAYS", raising=False)
    assert days_to_keep() == MONTH
    monkeypatch.setenv("LAKEHOUSE_LOG_DAYS", "7")
    assert days_to_keep() == timedelta(days=7)


@pytest.mark.parametrize("wrong", ["0", "-1", "a week", "1.5", "99999999999"])
def test_a_setting_that_is_no_number_of_days_deletes_nothing(monkeypatch, wrong):
    monkeypatch.setenv("LAKEHOUSE_LOG_DAYS", wrong)
    with pytest.raises(AirflowFailException, match="LAKEHOUSE_LOG_DAYS"):
        days_to_keep()
