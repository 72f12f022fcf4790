"""A whole Airflow: api-server, scheduler, dag-processor and triggerer, each a process, over SQLite."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

_AIRFLOW = Path(sys.executable).with_name("airflow")
_POLICY = """
from datetime import timedelta

def task_policy(task):
    task.retry_delay = timedelta(seconds=1)
    task.retry_exponential_backoff = 0
"""


class Airflow:
    """`environment` is what the DAGs are to see: connections, and where pipelines are."""

    def __init__(self, home: Path, dags: Path, environment: dict[str, str], slots: int) -> None:
        port = free_port()
        self._home = home
        self._url = f"http://127.0.0.1:{port}"
        self._processes: dict[str, subprocess.Popen] = {}
        (home / "config").mkdir(parents=True, exist_ok=True)
        (home / "config" / "airflow_local_settings.py").write_text(_POLICY)
        self._environment = (
            os.environ
            | environment
            | {
                "AIRFLOW_HOME": str(home),
                "PYTHONPATH": str(dags),
                "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
                "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
                "AIRFLOW__CORE__PARALLELISM": str(slots),
                "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
                "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{self._url}/execution/",
                "AIRFLOW__API_AUTH__JWT_SECRET": "of-a-test-" * 7,
                "AIRFLOW__API__SECRET_KEY": "of-a-test-" * 7,
                "AIRFLOW__API__PORT": str(port),
                "AIRFLOW__API__BASE_URL": self._url,
                "AIRFLOW__API__WORKERS": "1",
                "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
                "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
                "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            }
        )

    def start(self) -> None:
        subprocess.run([_AIRFLOW, "db", "migrate"], env=self._environment, check=True, capture_output=True, timeout=180)
        for part in ("api-server", "scheduler", "dag-processor", "triggerer"):
            self.start_part(part)
        self.wait(lambda: "loja" in self.dag_ids(), 90, "the DAG to be there")

    def start_part(self, part: str) -> None:
        log = (self._home / f"{part}.log").open("ab")
        self._processes[part] = subprocess.Popen(
            [_AIRFLOW, part], env=self._environment, stdout=log, stderr=log, start_new_session=True
        )

    def kill_part(self, part: str) -> None:
        process = self._processes.pop(part)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for part in list(self._processes):
            self.kill_part(part)

    # --- its API

    def dag_ids(self) -> list[str]:
        with contextlib.suppress(requests.RequestException):
            return [dag["dag_id"] for dag in self.call("GET", "/dags")["dags"]]
        return []

    def trigger(self, dag: str, **conf: Any) -> str:
        return self.call("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": conf})["dag_run_id"]

    def state(self, dag: str, run: str) -> str:
        return self.call("GET", f"/dags/{dag}/dagRuns/{run}")["state"]

    def tasks(self, dag: str, run: str) -> dict[str, str]:
        """States by task."""
        found = self.call("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances?limit=100")["task_instances"]
        return {task["task_id"]: task["state"] for task in found}

    def tries(self, dag: str, run: str, task: str) -> int:
        return self.call("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}")["try_number"]

    def mark(self, dag: str, run: str, task: str, state: str) -> None:
        self.call("PATCH", f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}", {"new_state": state})

    def clear(self, dag: str, run: str, *tasks: str) -> None:
        body = {"dry_run": False, "dag_run_id": run, "task_ids": list(tasks), "only_failed": False}
        self.call("POST", f"/dags/{dag}/clearTaskInstances", body | {"reset_dag_runs": True})

    def log(self, dag: str, run: str, task: str, attempt: int = 1) -> str:
        return str(self.call("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}/logs/{attempt}?full_content=true"))

    def asset_events(self, dag: str, run: str) -> list[str]:
        found = self.call("GET", f"/assets/events?source_dag_id={dag}&source_run_id={quote(run)}&limit=100")[
            "asset_events"
        ]
        return sorted(event["name"] for event in found)

    def import_errors(self) -> dict[str, str]:
        found = self.call("GET", "/importErrors")["import_errors"]
        return {error["filename"]: error["stack_trace"] for error in found}

    def finish(self, dag: str, run: str, seconds: float = 180) -> str:
        """The state in which the run ends."""
        self.wait(lambda: self.state(dag, run) in ("success", "failed"), seconds, f"{run} to end")
        return self.state(dag, run)

    def wait(self, until, seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {seconds} s for {what}. Airflow's logs are in {self._home}.")
            time.sleep(0.3)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        token = requests.get(f"{self._url}/auth/token", timeout=20).json()["access_token"]
        answer = requests.request(
            method,
            f"{self._url}/api/v2{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=60,
        )
        if not answer.ok:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]
