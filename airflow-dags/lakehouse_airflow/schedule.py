"""When a DAG starts by itself."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable
from croniter import CroniterError, croniter


def timetable(schedule: str | None) -> CronTriggerTimetable | None:
    """In UTC, as all times of the lake are; None for what is only triggered by hand or by something else.

    A new DAG waits for its time. With a start_date Airflow would run it at once, for the last time that has passed, and
    with run_immediately=False where that was not long ago: up to a tenth of the time between two runs.
    """
    return CronTriggerTimetable(schedule, timezone="UTC", run_immediately=timedelta(0)) if schedule else None


def check_schedule(schedule: str | None) -> None:
    """Raises ValueError for what is no cron expression."""
    if schedule is None:
        return
    try:
        croniter(schedule)
    except CroniterError as e:
        raise ValueError(str(e)) from None
