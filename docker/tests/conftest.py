"""The running stack, as its clients see it. `./lakehouse test --stack` starts it and these tests."""

import os
import pathlib
import subprocess

import minio
import psycopg2
import pytest
import trino
from service_api import Service
from shop_files import ShopFiles


class Stack:
    """Addresses, logins and containers of one stack."""

    def __init__(self, root: pathlib.Path, env_file: pathlib.Path):
        self.root = root
        self.env_file = env_file
        self.project = os.environ.get("COMPOSE_PROJECT_NAME", "lakehouse")
        self.volumes = pathlib.Path(os.environ.get("LAKEHOUSE_VOLUMES", root / "volumes"))
        lines = env_file.read_text().splitlines()
        self.env = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    @property
    def certificate(self) -> str:
        return str(self.volumes / "trino-certificate" / "trino.pem")

    def url(self, name: str, path: str = "", scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.env[name + '_PORT']}{path}"

    def trino(self, user: str, password: str | None = None) -> trino.dbapi.Connection:
        return trino.dbapi.connect(
            host="127.0.0.1",
            port=int(self.env["TRINO_PORT"]),
            user=user,
            auth=trino.auth.BasicAuthentication(user, password or self.env[f"TRINO_{user.upper()}_PASSWORD"]),
            http_scheme="https",
            verify=self.certificate,
            catalog="lakehouse",
            max_attempts=1,
        )

    def sql(self, user: str, query: str, *parameters) -> list[list]:
        """All rows of a query's answer, as that user of Trino."""
        with self.trino(user) as connection:
            cursor = connection.cursor()
            cursor.execute(query, parameters or None)
            return cursor.fetchall()

    def s3(self, user: str, secret: str | None = None) -> minio.Minio:
        """MinIO as one of its users, whose secret .env has."""
        variables = {"lakehouse-admin": "MINIO_ROOT_PASSWORD", "ingestion-service": "MINIO_SERVICE_SECRET"}
        variable = variables.get(user, f"MINIO_{user.upper()}_SECRET")
        return minio.Minio(
            f"127.0.0.1:{self.env['MINIO_PORT']}", user, secret or self.env[variable], secure=False, region="us-east-1"
        )

    def postgresql(self, user: str, database: str, variable: str) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host="127.0.0.1", port=self.env["POSTGRESQL_PORT"], user=user, dbname=database, password=self.env[variable]
        )

    def service(self) -> Service:
        return Service(self.url("SERVICE"), self.env["LAKEHOUSE_TOKEN"])

    def compose(self, *words: str, **environment: str) -> str:
        """What `docker compose` prints; a failure raises with what it said. The environment wins over .env."""
        command = ["docker", "compose", "--project-directory", str(self.root), "--env-file", str(self.env_file), *words]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.root, env=os.environ | environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def generate(self, what: str, folder: pathlib.Path, orders: int = 3000, days: int = 3) -> pathlib.Path:
        """Landing files of the shop, below `folder`."""
        return self.make(what, folder, "--orders", str(orders), "--days", str(days))

    def make(self, what: str, folder: pathlib.Path, *options: str) -> pathlib.Path:
        """Landing files that the service's own image makes, below `folder`."""
        folder.chmod(0o777)
        self.compose(
            "run", "--rm", "--no-deps", "--no-TTY", "--volume", f"{folder}:/made", "ingestion-service",
            "generate", what, *options, "--home", "/made",
        )
        return folder / "landing"


@pytest.fixture(scope="session")
def stack() -> Stack:
    root = pathlib.Path(os.environ["LAKEHOUSE_ROOT"])
    return Stack(root, pathlib.Path(os.environ.get("LAKEHOUSE_ENV_FILE", root / ".env")))


@pytest.fixture(scope="session")
def shop_files(stack, tmp_path_factory) -> ShopFiles:
    """About a thousand orders a day, and corrections of earlier ones, for more days than all tests take."""
    return ShopFiles(stack, tmp_path_factory.mktemp("shop"), orders=30_000, days=30)
