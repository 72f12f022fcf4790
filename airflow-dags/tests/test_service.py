"""The client against a service that loses answers, is busy, and restarts."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from lakehouse_airflow.problem import Problem
from lakehouse_airflow.service import ServiceAddress, connected

BODY = {"pipeline": "loja", "table": "bronze.pedidos"}


def call(address, action, patience=5.0):
    async def go():
        async with connected(address, timedelta(seconds=patience)) as service:
            return await action(service)

    return asyncio.run(go())


def test_a_lost_answer_does_not_start_a_second_run(service, address):
    service.faults.extend(["lose", "lose"])
    run = call(address, lambda s: s.start_run(BODY, "key"))
    assert list(service.runs) == [run["id"]]
    assert service.requests.count(("POST", "/api/v1/runs")) == 3


def test_a_request_that_never_arrived_is_made_again(service, address):
    service.faults.extend(["cut"])
    assert call(address, lambda s: s.start_run(BODY, "key"))["id"] in service.runs


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_service_is_asked_again(service, address, status):
    service.faults.extend([status, status])
    call(address, lambda s: s.start_run(BODY, "key"))
    assert len(service.runs) == 1


def test_a_service_that_is_away_for_a_while_is_waited_for(service, address):
    service.stop()
    threading.Timer(1.0, service.start).start()
    call(address, lambda s: s.start_run(BODY, "key"))
    assert len(service.runs) == 1


def test_a_service_that_stays_away_is_a_passing_problem(service, address):
    service.stop()
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        call(address, lambda s: s.run("run-1"), patience=1)
    assert time.monotonic() - began < 5
    assert caught.value.passing
    assert caught.value.code == "SERVICE_UNREACHABLE"


def test_a_wrong_token_is_said_at_once(service, address):
    with pytest.raises(Problem) as caught:
        call(ServiceAddress(address.url, "other"), lambda s: s.run("run-1"))
    assert not caught.value.passing
    assert "TOKEN_WRONG" in str(caught.value)
    assert "look at LAKEHOUSE_TOKEN" in str(caught.value)
    assert len(service.requests) == 1


def test_a_key_of_another_request_is_refused(service, address):
    call(address, lambda s: s.start_run(BODY, "key"))
    with pytest.raises(Problem) as caught:
        call(address, lambda s: s.start_run(BODY | {"full_refresh": True}, "key"))
    assert caught.value.code == "KEY_REUSED"


def test_versions_of_tables(service, address):
    assert call(address, lambda s: s.table_version("silver.pedidos")) is None
    service.lake.versions["silver.pedidos"] = 4
    assert call(address, lambda s: s.table_version("silver.pedidos")) == 4


def test_cancelling_what_has_ended_changes_nothing(service, address):
    run = call(address, lambda s: s.start_run(BODY, "key"))
    while service.runs[run["id"]]["state"] != "succeeded":
        time.sleep(0.02)
    call(address, lambda s: s.cancel_run(run["id"]))
    assert service.runs[run["id"]]["state"] == "succeeded"


def test_the_token_is_in_no_text(address):
    assert "t0ken" not in repr(address)


def test_rows_are_read_to_the_last_page(service, address):
    rows = [{"run": f"m-{number}", "model": "m", "promoted_at": None} for number in range(3)]
    service.lake.rows["ops.models"] = [*rows, {"run": "n-1", "model": "n", "promoted_at": None}]
    found = call(address, lambda s: s.rows("ops.models", columns=("run",), where=("model:eq:m",)))
    assert found == [{"run": "m-0"}, {"run": "m-1"}, {"run": "m-2"}]


def test_a_table_that_is_not_there_has_no_rows(service, address):
    assert call(address, lambda s: s.rows("ops.models", columns=("run",), where=())) == []
