"""The ingestion service through its own API, as one who knows its token."""

import time

import requests

ENDED = {"succeeded", "failed", "cancelled", "interrupted"}


class Service:
    def __init__(self, address: str, token: str):
        self.address = address
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **parameters) -> dict | list:
        answer = self.session.get(f"{self.address}/api/v1/{path}", params=parameters, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def start(self, **request) -> str:
        answer = self.session.post(f"{self.address}/api/v1/runs", json=request, timeout=30)
        assert answer.status_code == 202, answer.text
        return answer.json()["id"]

    def await_end(self, run: str, seconds: float = 120, pause: float = 0.1) -> dict:
        deadline = time.monotonic() + seconds
        while True:
            found = self.get(f"runs/{run}")
            if found["state"] in ENDED:
                return found
            assert time.monotonic() < deadline, f"run {run} is still {found['state']} after {seconds} s"
            time.sleep(pause)

    def run(self, **request) -> dict:
        """A run that has to succeed."""
        ended = self.await_end(self.start(**request))
        assert ended["state"] == "succeeded", ended["error"]
        return ended

    def await_ready(self, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                if requests.get(f"{self.address}/ready", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                pass
            assert time.monotonic() < deadline, f"{self.address} is not ready after {seconds} s"
            time.sleep(0.5)
