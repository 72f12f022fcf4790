"""Keys of tries: one run for a lost answer, another one after a failure, another one after clearing."""

from __future__ import annotations

from types import SimpleNamespace

from lakehouse_airflow.run_keys import RunKeys


def keys(try_number, max_tries, retries=3, **other):
    ti = {"dag_id": "loja", "run_id": "r1", "task_id": "silver.pedidos", "map_index": -1}
    return RunKeys.of(
        SimpleNamespace(**ti | other, try_number=try_number, max_tries=max_tries, task=SimpleNamespace(retries=retries))
    )


def test_a_retry_begins_with_the_keys_of_the_tries_before():
    first, third = keys(1, 3), keys(3, 3)
    assert (len(first), len(third)) == (1, 3)
    assert third[0] == first[0]
    assert len({*third}) == 3


def test_a_cleared_task_has_keys_of_its_own():
    # Airflow sets max_tries to the tries so far plus the retries when a task is cleared.
    before, after, retried = keys(2, 3), keys(3, 5), keys(4, 5)
    assert len(after) == 1
    assert {*before}.isdisjoint(after)
    assert retried[0] == after[0]


def test_task_instances_share_no_key():
    all_keys = [keys(1, 3)[0], keys(1, 3, run_id="r2")[0], keys(1, 3, task_id="gold.x")[0], keys(1, 3, map_index=1)[0]]
    assert len({*all_keys}) == 4


def test_a_task_without_retries_has_one_key():
    assert len(keys(1, 0, retries=0)) == 1


def test_keys_fit_a_header():
    key = keys(1, 3, run_id="manual__2026-01-01 é" * 20)[0]
    assert key.isascii()
    assert len(key) < 64
