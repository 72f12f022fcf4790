"""Runs asynchronous code from a task, also from its signal handler."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any


def wait_for(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What the coroutine returns or raises.

    It runs in a thread of its own: Airflow calls on_kill in the thread that executes the task, in the middle of
    whatever that does, and one thread cannot run two event loops.
    """
    result: list[Any] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(asyncio.run(coroutine))
        except BaseException as e:  # handed to the caller below
            failure.append(e)

    thread = threading.Thread(target=run, name="lakehouse-service", daemon=True)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return result[0]
