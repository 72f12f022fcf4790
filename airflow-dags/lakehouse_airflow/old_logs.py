"""Deletes Airflow's log files after some time. Airflow cleans its database, and leaves files to others."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.configuration import conf
from airflow.sdk.exceptions import AirflowFailException

DAYS = "LAKEHOUSE_LOG_DAYS"
"""The setting: how many days a log file stays after it was last written to."""


class RemoveOldLogs(BaseOperator):
    """Deletes what nobody wrote to for so many days below Airflow's folder of logs, and folders that are empty then."""

    ui_color = "#eef0f5"

    def execute(self, context: Any) -> None:
        folder = Path(conf.get("logging", "base_log_folder"))
        removed = remove_old_logs(folder, days_to_keep())
        self.log.info("%d log files with %d bytes were removed from %s", removed.files, removed.bytes, folder)


@dataclass
class Removed:
    """What was deleted: how many files, and the bytes that they had."""

    files: int = 0
    bytes: int = 0


def days_to_keep() -> timedelta:
    """What LAKEHOUSE_LOG_DAYS says, else 30 days."""
    days = os.environ.get(DAYS) or "30"
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= 36500):
        raise AirflowFailException(
            f"{DAYS} is '{days}', and has to be a number of days, from 1 on. Write for example 30."
        )
    return timedelta(days=int(days))


def remove_old_logs(folder: Path, age: timedelta) -> Removed:
    """Links are not followed. A folder that somebody put something into since stays, though it be empty now."""
    removed = Removed()
    _remove(folder, time.time() - age.total_seconds(), removed)
    return removed


def _remove(folder: Path, before: float, removed: Removed) -> None:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        # Others may be at work there too: what is gone is gone.
        with contextlib.suppress(FileNotFoundError):
            status = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                _remove(Path(entry.path), before, removed)
                if status.st_mtime < before:
                    _remove_if_empty(Path(entry.path))
            elif status.st_mtime < before:
                Path(entry.path).unlink()
                removed.files += 1
                removed.bytes += status.st_size


def _remove_if_empty(folder: Path) -> None:
    # The system refuses it for one that is not.
    with contextlib.suppress(OSError):
        folder.rmdir()
