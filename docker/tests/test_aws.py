"""The stack over AWS S3, as far as that can be told without AWS: its configuration, and that Trino starts with it."""

import json
import subprocess
import time

import pytest
from containers import container

AWS = {
    "LAKEHOUSE_HOME": "s3://my-lake/shop",
    "LAKEHOUSE_S3_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "key-of-the-stack",
    "AWS_SECRET_ACCESS_KEY": "secret-of-the-stack",
    "JUPYTER_AWS_ACCESS_KEY_ID": "key-of-jupyter",
    "JUPYTER_AWS_SECRET_ACCESS_KEY": "secret-of-jupyter",
    "TRAINER_AWS_ACCESS_KEY_ID": "key-of-trainer",
    "TRAINER_AWS_SECRET_ACCESS_KEY": "secret-of-trainer",
}
FILES = ("--file", "docker-compose.yml", "--file", "docker-compose.aws.yml")


@pytest.fixture(scope="module")
def services(stack) -> dict:
    return json.loads(stack.compose(*FILES, "config", "--format", "json", **AWS))["services"]


def test_nothing_knows_of_minio(services):
    assert not {"minio", "provision"} & set(services)
    for name, service in services.items():
        assert not {"minio", "provision"} & set(service.get("depends_on", {})), name
        values = json.dumps(service.get("environment", {}))
        assert "http://minio" not in values, name


def test_the_service_finds_aws_by_region_alone(services):
    environment = services["ingestion-service"]["environment"]
    assert "LAKEHOUSE_S3_ENDPOINT" not in environment
    assert environment["LAKEHOUSE_HOME"] == "s3://my-lake/shop"
    assert environment["LAKEHOUSE_S3_REGION"] == "eu-central-1"
    assert environment["AWS_ACCESS_KEY_ID"] == "key-of-the-stack"


def test_jupyter_is_another_user(services):
    environment = services["tensorflow"]["environment"]
    assert (environment["AWS_ACCESS_KEY_ID"], environment["GOLD_LOCATION"]) == ("key-of-jupyter", "s3://my-lake/shop/gold")
    assert not {"AWS_ENDPOINT_URL", "AWS_ALLOW_HTTP"} & set(environment)


def test_the_trainer_is_another_user(services):
    environment = services["trainer"]["environment"]
    assert (environment["AWS_ACCESS_KEY_ID"], environment["LAKEHOUSE_HOME"]) == ("key-of-trainer", "s3://my-lake/shop")
    assert "LAKEHOUSE_S3_ENDPOINT" not in environment


def test_without_keys_the_role_of_the_machine_is_asked(stack):
    keyless = {name: value for name, value in AWS.items() if not name.startswith("AWS_")}
    services = json.loads(stack.compose(*FILES, "config", "--format", "json", **keyless))["services"]
    # An empty key would be taken for a key.
    assert services["ingestion-service"]["environment"]["AWS_ACCESS_KEY_ID"] is None


def test_trino_starts_with_the_catalog_of_aws(stack, tmp_path):
    # Not beside the running Trino in its folder.
    volumes = {"LAKEHOUSE_VOLUMES": str(tmp_path)}
    stack.compose("run", "--rm", "--no-deps", "--no-TTY", "prepare", **volumes)
    properties = stack.root / "trino-etc" / "aws" / "lakehouse.properties"
    with container(
        stack, "trino", "--volume", f"{properties}:/etc/trino/catalog/lakehouse.properties:ro",
        "--env", "LAKEHOUSE_S3_REGION=eu-central-1", "--", name="aws", **volumes,
    ) as trino:  # fmt: skip
        deadline = time.monotonic() + 300
        check = ["docker", "exec", trino.name, "bash", "/etc/trino/health-check"]
        while subprocess.run(check, capture_output=True).returncode != 0:
            assert time.monotonic() < deadline, trino.logs()[-2000:]
            time.sleep(2)
        assert "-- Added catalog lakehouse using connector delta_lake --" in trino.logs()
