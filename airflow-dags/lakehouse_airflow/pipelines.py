"""Finds the pipelines, sound and broken ones apart."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lakehouse_airflow.pipeline_file import Pipeline, PipelineBroken, read_pipeline
from lakehouse_airflow.schedule import check_schedule

RESERVED = frozenset({"lakehouse_maintenance"})
"""Names of DAGs that are not made from pipelines."""


@dataclass(frozen=True)
class Pipelines:
    """Those that DAGs are made of, by name, and what is wrong with the others."""

    sound: tuple[Pipeline, ...]
    broken: tuple[str, ...]


def pipelines_folder() -> Path:
    """Where LAKEHOUSE_PIPELINES says, else the folder `pipelines` beside that of the DAGs."""
    named = os.environ.get("LAKEHOUSE_PIPELINES")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "pipelines"


def find_pipelines(folder: Path) -> Pipelines:
    """Reads each `<name>/pipeline.yml` of the folder. One that is broken keeps no other from its DAG."""
    sound: list[Pipeline] = []
    broken: list[str] = []
    if not folder.is_dir():
        return Pipelines((), (f"There is no folder {folder}. Mount the pipelines there, or set LAKEHOUSE_PIPELINES.",))
    owners: dict[str, str] = {}
    for path in sorted(folder.glob("*/pipeline.yml")):
        try:
            pipeline = read_pipeline(path)
            _check(path, pipeline, owners)
        except PipelineBroken as e:
            broken.append(str(e))
        except Exception as e:  # whatever it is, the other pipelines must not miss their DAGs
            broken.append(f"{path}: {type(e).__name__}: {e}")
        else:
            sound.append(pipeline)
            owners |= {table.name: pipeline.name for table in pipeline.tables}
    return Pipelines(tuple(sound), tuple(broken))


def _check(path: Path, pipeline: Pipeline, owners: dict[str, str]) -> None:
    if pipeline.name in RESERVED:
        raise PipelineBroken(f"{path}: a DAG of ours is called {pipeline.name!r}. Give the pipeline another name.")
    for table in pipeline.tables:
        if table.name in owners:
            raise PipelineBroken(
                f"{path}: the pipeline {owners[table.name]} makes {table.name} already. Rename it in one of them."
            )
    try:
        check_schedule(pipeline.schedule)
    except ValueError as e:
        raise PipelineBroken(f"{path}: the schedule {pipeline.schedule!r} is none: {e}. Correct it.") from None
