"""Trino lets each user do what its role is for, and nothing else."""

import uuid

import pytest
import requests
import trino.exceptions

# DROP leaves the files of a table that has a location, and a place with files is refused: each run has its own.
PLACE = f"refusals-of-roles-{uuid.uuid4().hex}"


@pytest.fixture(scope="module", autouse=True)
def tables(stack):
    """A table in each of silver and gold, made by the one who may, and gone at the end."""
    for layer in ("silver", "gold"):
        place = f"s3://{layer}/{PLACE}"
        stack.sql("service", f"CREATE SCHEMA IF NOT EXISTS {layer} WITH (location = 's3://{layer}/')")
        stack.sql("service", f"DROP TABLE IF EXISTS {layer}.refusals")
        stack.sql("service", f"CREATE TABLE {layer}.refusals WITH (location = '{place}') AS SELECT 1 AS id")
    yield
    root = stack.s3("lakehouse-admin")
    for layer in ("silver", "gold"):
        stack.sql("service", f"DROP TABLE {layer}.refusals")
        for found in root.list_objects(layer, f"{PLACE}/", recursive=True):
            root.remove_object(layer, found.object_name)


def refused(stack, user: str, query: str) -> None:
    with pytest.raises(trino.exceptions.TrinoUserError, match="Access Denied|cannot impersonate") as refusal:
        stack.sql(user, query)
    assert refusal.value.error_name == "PERMISSION_DENIED"


@pytest.mark.parametrize("user", ["admin", "service", "engineer", "analyst"])
def test_everybody_reads_gold(stack, user):
    assert stack.sql(user, "SELECT id FROM gold.refusals") == [[1]]


@pytest.mark.parametrize("user", ["admin", "service", "engineer"])
def test_who_reads_silver(stack, user):
    assert stack.sql(user, "SELECT id FROM silver.refusals") == [[1]]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM silver.refusals",
        'SELECT * FROM silver."refusals$history"',
        "SELECT * FROM postgresql.public.fornecedores",
        "SELECT * FROM tpch.tiny.nation",
        "SELECT * FROM system.runtime.queries",
        "INSERT INTO gold.refusals VALUES 2",
        "DELETE FROM gold.refusals",
        "CREATE TABLE gold.mine AS SELECT 1 AS id",
        "DROP TABLE gold.refusals",
        "CREATE SCHEMA mine WITH (location = 's3://gold/mine')",
        "CALL lakehouse.system.unregister_table('gold', 'refusals')",
    ],
)
def test_an_analyst_reads_gold_alone(stack, query):
    refused(stack, "analyst", query)


def test_other_layers_are_hidden_from_an_analyst(stack):
    assert [name for [name] in stack.sql("analyst", "SHOW SCHEMAS")] == ["gold", "information_schema"]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO silver.refusals VALUES 2",
        "UPDATE gold.refusals SET id = 2",
        "DELETE FROM silver.refusals",
        "MERGE INTO silver.refusals t USING (VALUES 2) s (id) ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id)",
        "CREATE TABLE silver.mine AS SELECT 1 AS id",
        "DROP TABLE silver.refusals",
        "CALL lakehouse.system.vacuum('silver', 'refusals', '7d')",
        "CALL lakehouse.system.register_table('silver', 'other', 's3://silver/refusals-of-roles')",
        "INSERT INTO postgresql.public.fornecedores VALUES (99, 'x', 'y', 'SP')",
    ],
)
def test_an_engineer_writes_nothing(stack, query):
    refused(stack, "engineer", query)


@pytest.fixture
def quarantine(stack):
    place = f"s3://silver/{PLACE}_quarantine"
    stack.sql("service", f"CREATE TABLE silver.refusals_quarantine WITH (location = '{place}') AS SELECT 3 AS id")
    yield "silver.refusals_quarantine"
    stack.sql("service", "DROP TABLE silver.refusals_quarantine")
    root = stack.s3("lakehouse-admin")
    for found in root.list_objects("silver", f"{PLACE}_quarantine/", recursive=True):
        root.remove_object("silver", found.object_name)


def test_a_steward_reads_what_was_refused_and_nothing_else(stack, quarantine):
    assert stack.sql("steward", f"SELECT id FROM {quarantine}") == [[3]]
    for query in (
        "SELECT * FROM silver.refusals",
        "SELECT * FROM gold.refusals",
        f"DELETE FROM {quarantine}",
        "SELECT * FROM postgresql.public.fornecedores",
        "SELECT * FROM system.runtime.queries",
        "CALL lakehouse.system.unregister_table('silver', 'refusals_quarantine')",
    ):
        refused(stack, "steward", query)
    with pytest.raises(trino.exceptions.TrinoQueryError):
        stack.sql("steward", f"ALTER TABLE {quarantine} EXECUTE optimize")


def test_nobody_writes_the_source_through_trino_whatever_its_rules_say(stack):
    with pytest.raises(trino.exceptions.TrinoQueryError, match="permission denied|read-only transaction"):
        stack.sql("admin", "INSERT INTO postgresql.public.fornecedores VALUES (99, 'x', 'y', 'SP')")


def test_an_engineer_joins_the_lake_with_the_source(stack):
    [[count]] = stack.sql(
        "engineer", "SELECT count(*) FROM silver.refusals l JOIN postgresql.public.fornecedores f ON f.id = l.id"
    )
    assert count == 1


def test_the_service_writes_the_lake_and_nothing_else(stack):
    stack.sql("service", "INSERT INTO silver.refusals VALUES 2")
    stack.sql("service", "DELETE FROM silver.refusals WHERE id = 2")
    refused(stack, "service", "SELECT * FROM postgresql.public.fornecedores")


def test_nobody_is_let_in_without_the_right_password(stack):
    with pytest.raises(trino.exceptions.HttpError, match="401"):
        connection = stack.trino("admin", password="wrong")
        connection.cursor().execute("SELECT 1")
    statement = stack.url("TRINO", "/v1/statement", "https")
    bare = requests.post(statement, data="SELECT 1", headers={"X-Trino-User": "admin"}, verify=stack.certificate)
    assert bare.status_code == 401


def test_nobody_speaks_for_another(stack):
    connection = stack.trino("admin")
    connection.auth = trino.auth.BasicAuthentication("analyst", stack.env["TRINO_ANALYST_PASSWORD"])
    with pytest.raises(trino.exceptions.TrinoUserError, match="analyst cannot impersonate user admin"):
        connection.cursor().execute("SELECT 1")


# Trino's rules leave table procedures open to all, so resource groups close them.
@pytest.mark.parametrize("query", ["ALTER TABLE {} EXECUTE optimize", "EXPLAIN ANALYZE ALTER TABLE {} EXECUTE optimize"])
@pytest.mark.parametrize("user, table", [("analyst", "gold.refusals"), ("engineer", "silver.refusals")])
def test_readers_do_not_rewrite_files(stack, user, table, query):
    before = stack.sql("service", f'SELECT max(version) FROM {table[:-8]}"refusals$history"')
    with pytest.raises(trino.exceptions.TrinoQueryError):
        stack.sql(user, query.format(table))
    assert stack.sql("service", f'SELECT max(version) FROM {table[:-8]}"refusals$history"') == before


def test_plain_http_inside_lets_no_bare_name_in(stack):
    statement = "curl --silent --data 'SELECT 1' --header 'X-Trino-User: admin' --write-out '%{http_code}' " \
        "--output /dev/null http://127.0.0.1:8080/v1/statement"
    assert stack.compose("exec", "--no-TTY", "trino", "sh", "-c", statement).strip() == "403"
