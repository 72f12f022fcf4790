"""Each role has its own database, and no other."""

import psycopg2
import pytest

PASSWORDS = {"airflow": "AIRFLOW_DB_PASSWORD", "metastore": "METASTORE_DB_PASSWORD", "source": "SOURCE_DB_PASSWORD"}


@pytest.mark.parametrize("role", PASSWORDS)
def test_a_role_works_in_its_database(stack, role):
    with stack.postgresql(role, role, PASSWORDS[role]) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (role, False)


@pytest.mark.parametrize("role, database", [(r, d) for r in PASSWORDS for d in [*PASSWORDS, "postgres"] if r != d])
def test_a_role_is_refused_elsewhere(stack, role, database):
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        stack.postgresql(role, database, PASSWORDS[role])


def test_nobody_is_let_in_with_another_password(stack):
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        stack.postgresql("postgres", "postgres", "SOURCE_DB_PASSWORD")


def test_the_source_has_its_rows(stack):
    with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM fornecimentos JOIN fornecedores ON fornecedores.id = id_fornecedor")
        assert cursor.fetchone() == (200,)


@pytest.fixture
def reader(stack):
    connection = stack.postgresql("source_reader", "source", "SOURCE_READER_PASSWORD")
    yield connection.cursor()
    connection.close()


def test_the_reader_reads_what_is_there_and_what_comes(stack, reader):
    with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as owner:
        owner.cursor().execute("CREATE TABLE IF NOT EXISTS came_later AS SELECT 7 AS id")
    try:
        reader.execute("SELECT count(*) FROM fornecedores")
        assert reader.fetchone() == (5,)
        reader.execute("SELECT id FROM came_later")
        assert reader.fetchone() == (7,)
    finally:
        reader.connection.rollback()
        with stack.postgresql("source", "source", "SOURCE_DB_PASSWORD") as owner:
            owner.cursor().execute("DROP TABLE came_later")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO fornecedores VALUES (99, 'x', 'y', 'SP')",
        "DELETE FROM fornecimentos",
        "CREATE TABLE mine (id integer)",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_the_reader_changes_nothing(reader, statement):
    reader.execute("SET default_transaction_read_only = off")
    reader.connection.commit()
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        reader.execute(statement)


@pytest.mark.parametrize("database", ["airflow", "metastore", "postgres"])
def test_the_reader_is_refused_elsewhere(stack, database):
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        stack.postgresql("source_reader", database, "SOURCE_READER_PASSWORD")
