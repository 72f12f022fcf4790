"""Airflow through its own API, as its admin."""

import time
import uuid

import requests

ENDED = {"success", "failed"}


class Airflow:
    def __init__(self, address: str, password: str):
        self.address = address
        self.session = requests.Session()
        login = self.session.post(f"{address}/auth/token", json={"username": "admin", "password": password}, timeout=30)
        login.raise_for_status()
        self.session.headers["Authorization"] = f"Bearer {login.json()['access_token']}"

    def get(self, path: str, **parameters) -> dict:
        answer = self.session.get(f"{self.address}/api/v2/{path}", params=parameters, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def await_dag(self, dag: str, seconds: float = 240) -> None:
        """A DAG is there once the processor has read its pipeline."""
        deadline = time.monotonic() + seconds
        while True:
            if any(found["dag_id"] == dag for found in self.get("dags", limit=100)["dags"]):
                return
            errors = self.get("importErrors")["import_errors"]
            assert not errors, errors
            assert time.monotonic() < deadline, f"there is no DAG {dag} after {seconds} s"
            time.sleep(2)

    def trigger(self, dag: str, **conf) -> str:
        run = f"test-{uuid.uuid4()}"
        body = {"dag_run_id": run, "logical_date": None, "conf": conf}
        answer = self.session.post(f"{self.address}/api/v2/dags/{dag}/dagRuns", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return run

    def task_state(self, dag: str, run: str, task: str) -> str | None:
        return self.get(f"dags/{dag}/dagRuns/{run}/taskInstances/{task}")["state"]

    def await_end(self, dag: str, run: str, seconds: float = 900) -> dict[str, str]:
        """The state of each task once the run has ended well; else an error that shows them."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                state = self.get(f"dags/{dag}/dagRuns/{run}")["state"]
            except requests.RequestException as failure:
                # Its database may just be starting again.
                state = str(failure)
            if state in ENDED or time.monotonic() > deadline:
                break
            time.sleep(2)
        tasks = self.get(f"dags/{dag}/dagRuns/{run}/taskInstances", limit=100)["task_instances"]
        states = {task["task_id"]: task["state"] for task in tasks}
        assert state == "success", f"{dag} is {state}: {states}"
        return states

    def run(self, dag: str, **conf) -> dict[str, str]:
        return self.await_end(dag, self.trigger(dag, **conf))
