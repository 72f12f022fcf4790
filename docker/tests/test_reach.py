"""A container reaches those that it needs and no others: by name, and by address too."""

import pytest
from containers import docker

PORTS = {
    "minio": 9000,
    "postgresql": 5432,
    "hive-metastore": 9083,
    "trino": 8443,
    "ingestion-service": 8090,
    "airflow-api-server": 8080,
    "tensorflow": 8888,
    "trainer": 8091,
}
REACHES = {
    "minio": {"hive-metastore", "postgresql", "trino", "ingestion-service", "tensorflow", "trainer"},
    "postgresql": {"hive-metastore", "minio", "trino", "airflow-api-server"},
    "hive-metastore": {"minio", "postgresql", "trino"},
    "trino": {"hive-metastore", "minio", "postgresql", "ingestion-service", "tensorflow"},
    "ingestion-service": {"minio", "trino"},
    "tensorflow": {"minio", "trino"},
    "trainer": {"minio"},
    "airflow-api-server": {"postgresql"},
    "airflow-dag-processor": {"postgresql", "airflow-api-server"},
    "airflow-scheduler": {"postgresql", "airflow-api-server", "ingestion-service", "trino", "trainer"},
    "airflow-triggerer": {"postgresql", "airflow-api-server", "ingestion-service", "trino", "trainer"},
}


@pytest.fixture(scope="module")
def addresses(stack) -> dict[str, list[str]]:
    """All that each service has, one in each of its networks."""
    template = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}"
    return {
        service: docker("inspect", "--format", template, stack.compose("ps", "--quiet", service).strip()).split()
        for service in PORTS
    }


def reached(stack, origin: str, places: dict[str, list[str]]) -> set[str]:
    """The services of which any of these names or addresses takes a connection from that container."""
    lines = [
        f"timeout 2 bash -c '</dev/tcp/{place}/{PORTS[service]}' 2>/dev/null && echo {service}"
        for service, those in places.items()
        if service != origin
        for place in those
    ]
    script = " & ".join(f"({line})" for line in lines) + " & wait"
    return set(stack.compose("exec", "--no-TTY", origin, "bash", "-c", script).split())


@pytest.mark.parametrize("origin", REACHES)
def test_names_lead_where_they_are_needed(stack, origin):
    assert reached(stack, origin, {service: [service] for service in PORTS}) == REACHES[origin]


@pytest.mark.parametrize("origin", REACHES)
def test_an_address_leads_no_further(stack, origin, addresses):
    assert reached(stack, origin, addresses) == REACHES[origin]
