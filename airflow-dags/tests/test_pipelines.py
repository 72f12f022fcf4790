"""What is read of pipeline.yml and quality.yml, and what becomes of broken ones."""

from __future__ import annotations

import pytest

from conftest import DAGS
from lakehouse_airflow.pipelines import find_pipelines

GOOD = """
pipeline: {name}
schedule: "0 6 * * *"
sources:
  {name}_orders: {{ path: "x/**", format: csv }}
silver:
  {name}_orders:
    from: {name}_orders
    key: [id]
    columns: {{ id: bigint }}
"""


def write(folder, name, text, **files):
    (folder / name).mkdir(parents=True)
    (folder / name / "pipeline.yml").write_text(text)
    for file, content in files.items():
        (folder / name / file.replace("_yml", ".yml").replace("_sql", ".sql")).write_text(content)


def only_problem(folder):
    found = find_pipelines(folder)
    assert len(found.broken) == 1
    return found.broken[0]


def test_the_shop():
    found = find_pipelines(DAGS.parent / "pipelines")
    assert not found.broken
    [shop] = [pipeline for pipeline in found.sound if pipeline.name == "loja"]
    tables = {table.name: table for table in shop.tables}
    assert shop.schedule == "0 2 1 */2 *"
    assert tables["silver.pedidos"].reads == ("bronze.pedidos",)
    assert tables["silver.pedidos"].after == ("silver.clientes", "silver.produtos")
    assert set(tables["gold.analise_produtos"].reads) == {"silver.produtos", "silver.pedidos"}
    assert tables["gold.analise_produtos"].checks.unique == (("id_produto",),)
    assert tables["bronze.pedidos"].checks.rows_at_least == 0
    assert [(model.name, model.table) for model in shop.models] == [
        ("recompra", "gold.clientes_por_corte"),
        ("gasto_60_dias", "gold.clientes_por_corte"),
    ]


def test_the_other_pipelines_that_come_with_it():
    found = find_pipelines(DAGS.parent / "pipelines")
    tables = {table.name: table for pipeline in found.sound for table in pipeline.tables}
    assert [pipeline.name for pipeline in found.sound] == ["loja", "loja_postgresql", "musica", "pontos"]
    assert tables["silver.users"].reads == ("bronze.logs",)
    assert tables["silver.songplays"].after == ("silver.users",)
    assert set(tables["gold.songplays"].reads) == {"silver.songplays", "silver.songs"}
    assert set(tables["gold.mais_ouvidas"].reads) == {"gold.songplays"}
    assert set(tables["gold.relatorio_diario"].reads) == {"silver.transacoes", "silver.transacao_produto"}
    assert set(tables["gold.churn"].reads) == {"silver.transacoes"}


def test_a_model_of_a_table_that_is_none_is_told(tmp_path):
    write(tmp_path, "shop", GOOD.format(name="shop") + "models: { m: { from: nowhere } }\n")
    assert "the model m learns from 'nowhere', which is no gold table" in only_problem(tmp_path)


def test_one_broken_pipeline_takes_no_other_down(tmp_path):
    write(tmp_path, "good", GOOD.format(name="good"))
    write(tmp_path, "bad", "pipeline: bad\nsources: {a: [}\n")
    write(tmp_path, "worse", "just text")
    write(tmp_path, "zgood", GOOD.format(name="zgood"))
    found = find_pipelines(tmp_path)
    assert [pipeline.name for pipeline in found.sound] == ["good", "zgood"]
    assert "bad/pipeline.yml, line 2 is no YAML" in found.broken[0]
    assert "worse/pipeline.yml: the file is no mapping" in found.broken[1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pipeline: shop", "pipeline: other", "the folder is called 'shop'"),
        ("from: shop_orders", "from: shop_order", "silver.shop_orders is made from 'shop_order', which is no source"),
        ("key: [id]", "rules: [{references: {column: id, table: nope}}]", "refers to 'nope', which is no silver table"),
        ('"0 6 * * *"', '"0 25 * * *"', "the schedule '0 25 * * *' is none"),
        ("silver:", "gold:\n  g: {key: [id]}\nsilver:", "gold.g has no 'sql'"),
        ("silver:", "gold:\n  g: {sql: nope.sql}\nsilver:", "put nope.sql beside pipeline.yml"),
        ("silver:", "silver: 3\nx:", "'silver' is no mapping"),
    ],
)
def test_each_mistake_is_said_in_a_sentence(tmp_path, old, new, said):
    write(tmp_path, "shop", GOOD.format(name="shop").replace(old, new))
    assert said in only_problem(tmp_path)


def test_references_in_a_circle(tmp_path):
    circle = """
pipeline: shop
sources: {a: {path: a, format: csv}}
silver:
  x: {from: a, key: [id], columns: {id: bigint}, rules: [{references: {column: id, table: y}}]}
  y: {from: a, key: [id], columns: {id: bigint}, rules: [{references: {column: id, table: x}}]}
"""
    write(tmp_path, "shop", circle)
    assert "references go in a circle: silver.x, silver.y" in only_problem(tmp_path)


def test_a_table_of_two_pipelines(tmp_path):
    write(tmp_path, "a", GOOD.format(name="a"))
    write(tmp_path, "b", GOOD.format(name="a").replace("pipeline: a", "pipeline: b"))
    assert "the pipeline a makes bronze.a_orders already" in only_problem(tmp_path)


def test_gold_reads_what_its_sql_and_its_changed_keys_name(tmp_path):
    gold = """
gold:
  first: { sql: first.sql }
  second:
    key: [id]
    sql: second.sql
    changed_keys: { silver.shop_orders: "select id from gold.first" }
"""
    write(
        tmp_path,
        "shop",
        GOOD.format(name="shop") + gold,
        first_sql="select * from silver.shop_orders -- not gold.second",
        second_sql="select 1 as id from silver.elsewhere",
    )
    [shop] = find_pipelines(tmp_path).sound
    reads = {table.name: table.reads for table in shop.tables}
    assert reads["gold.first"] == ("silver.shop_orders",)
    assert reads["gold.second"] == ("silver.shop_orders", "gold.first")


def test_names_that_yaml_takes_for_something_else(tmp_path):
    write(tmp_path, "shop", "pipeline: shop\nsources:\n  on: {path: a, format: csv}\n  no: {path: b, format: csv}\n")
    [shop] = find_pipelines(tmp_path).sound
    assert [table.name for table in shop.tables] == ["bronze.on", "bronze.no"]


def test_declared_checks_stand_in_the_place_of_those_of_the_key(tmp_path):
    write(
        tmp_path,
        "shop",
        GOOD.format(name="shop"),
        quality_yml="silver.shop_orders: {rows_at_least: 7, unique: [[id, day], [code]], no_rows: {old: select 1}}",
    )
    [shop] = find_pipelines(tmp_path).sound
    checks = shop.tables[1].checks
    assert (checks.rows_at_least, checks.not_null) == (7, ("id",))
    assert checks.unique == (("id", "day"), ("code",))
    assert checks.no_rows == {"old": "select 1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("silver.other: {}", "'silver.other' is no table of this pipeline"),
        ("silver.shop_orders: {rows: 1}", "has something else than rows_at_least"),
        ("silver.shop_orders: {rows_at_least: many}", "rows_at_least is 'many'"),
        ("silver.shop_orders: {no_rows: [a]}", "no_rows holds names"),
        ("silver.shop_orders: {not_null: {a: b}}", "not_null holds names of columns"),
        ("a: [", "is no YAML"),
    ],
)
def test_each_mistake_in_checks_is_said_in_a_sentence(tmp_path, text, said):
    write(tmp_path, "shop", GOOD.format(name="shop"), quality_yml=text)
    assert said in only_problem(tmp_path)


def test_no_folder(tmp_path):
    assert "set LAKEHOUSE_PIPELINES" in only_problem(tmp_path / "nowhere")
