"""What people see in a browser: Airflow's list of pipelines, and the service's own pages. Screenshots stay in target/."""

import os
import pathlib

import browser
import pytest
from airflow_api import Airflow

SCREENSHOTS = pathlib.Path(os.environ["LAKEHOUSE_ROOT"]) / "target" / "screenshots"
TABLE = "silver.pedidos"

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))


@pytest.fixture(scope="module")
def run(stack, shop_files) -> str:
    """A run of the shop, of which there are tables to look at then."""
    if not any(shop_files.landed.glob("loja/*/*")):
        shop_files.land_next_day()
    return stack.service().run(pipeline="loja")["id"]


@pytest.fixture
def page():
    page = browser.Browser(SCREENSHOTS)
    yield page
    page.close()


@pytest.fixture
def service(stack, run, page):
    """The service's first page, to one who is signed in."""
    page.open(stack.url("SERVICE"))
    page.fill_in("token", stack.env["LAKEHOUSE_TOKEN"])
    page.submit("token")
    page.await_text("Recent runs", TABLE)
    return page


def looks_right(page, name: str) -> None:
    """Nothing is refused by the browser, and on a phone nothing sticks out at the side; kept light, dark and small."""
    page.keep(name)
    page.prefer_dark(True)
    page.keep(f"{name}-dark")
    page.prefer_dark(False)
    page.resize(browser.PHONE_WIDTH, browser.PHONE_HEIGHT)
    assert not page.is_too_wide()
    page.keep(f"{name}-phone")
    page.resize(browser.WIDTH, browser.HEIGHT)
    assert page.complaints() == []


def test_airflow_shows_the_pipeline(stack, page):
    Airflow(stack.url("AIRFLOW"), stack.env["AIRFLOW_ADMIN_PASSWORD"]).await_dag("loja")
    page.open(stack.url("AIRFLOW", "/dags"))
    page.fill_in("username", "admin")
    page.fill_in("password", stack.env["AIRFLOW_ADMIN_PASSWORD"])
    page.submit("password")
    page.await_text("loja", "lakehouse_maintenance")
    page.keep("airflow-dags")
    page.open(stack.url("AIRFLOW", "/dags/loja"))
    page.await_text("loja", "bronze", "silver", "gold", "catalog_sync")
    page.keep("airflow-loja")


def test_the_service_asks_for_its_token(stack, page):
    page.open(stack.url("SERVICE"))
    page.await_text("Token of the service")
    assert "Recent runs" not in page.text()
    looks_right(page, "service-sign-in")
    page.fill_in("token", "wrong")
    page.submit("token")
    page.await_text("That is not the token")
    page.keep("service-wrong-token")


def test_the_service_shows_runs_and_tables(service, run):
    text = service.text()
    assert run in text
    for table in ("bronze.pedidos", "silver.pedidos", "silver.pedidos_quarantine", "gold.analise_produtos"):
        assert table in text
    looks_right(service, "service-home")


def test_the_service_shows_a_run(service, run):
    service.follow(run)
    text = service.await_text("Pipeline", "loja", "succeeded")
    assert "gold.analise_clientes_pedidos" in text
    looks_right(service, "service-run")


def test_the_service_shows_a_table(stack, service):
    service.follow(TABLE)
    text = service.await_text("decimal(12,2)", "valor_total")
    [[rows]] = stack.sql("engineer", f"SELECT count(*) FROM {TABLE}")
    assert f"{rows:,} rows" in text
    looks_right(service, "service-table")


def test_what_is_not_there_is_said_in_a_sentence(stack, service):
    service.open(stack.url("SERVICE", "/pages/tables/silver.nothing"))
    assert "silver.nothing" in service.await_text("silver.nothing")
    service.keep("service-no-table")


def test_signing_out_shuts_the_pages(stack, service):
    service.driver.find_element("xpath", "//button[.='Sign out']").click()
    service.await_text("Token of the service")
    service.open(stack.url("SERVICE", f"/pages/tables/{TABLE}"))
    assert "valor_total" not in service.await_text("Token of the service")
