"""Servers on free ports, and an Airflow of its own for each session of tests."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DAGS = TESTS.parent
HOME = Path(tempfile.mkdtemp(prefix="airflow-test-"))

# Before anything imports Airflow, which reads its settings then.
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
)
sys.path[:0] = [str(DAGS), str(TESTS)]

INPUTS = {
    "silver.clientes": ["bronze.clientes"],
    "silver.produtos": ["bronze.produtos"],
    "silver.pedidos": ["bronze.pedidos"],
    "gold.analise_clientes_pedidos": ["silver.clientes", "silver.produtos", "silver.pedidos"],
    "gold.analise_produtos": ["silver.produtos", "silver.pedidos"],
    "gold.clientes_por_corte": ["silver.produtos", "silver.pedidos"],
}


@pytest.fixture
def service():
    from servers.ingestion import IngestionService
    from servers.lake import Lake

    server = IngestionService(Lake(INPUTS))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def trino():
    from servers.trino import TrinoServer

    server = TrinoServer()
    yield server
    server.stop()


@pytest.fixture
def address(service):
    from lakehouse_airflow.service import ServiceAddress
    from servers.ingestion import TOKEN

    return ServiceAddress(f"http://127.0.0.1:{service.port}", TOKEN)
