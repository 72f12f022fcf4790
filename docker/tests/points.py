"""What pontos' gold tables have to be, worked out from its landing files in plain Python, without the product's code."""

import datetime
import json
import pathlib

import pyarrow.parquet

STAYS_AWAY = 14


def changes(file: pathlib.Path) -> list[dict]:
    if file.suffix == ".parquet":
        return pyarrow.parquet.read_table(file).to_pylist()
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def moment(value) -> datetime.datetime | None:
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def rows(landing: pathlib.Path, table: str, key: str) -> list[dict]:
    """What is left of each row after its newest change."""
    newest: dict[int, tuple] = {}
    for file in sorted((landing / "pontos" / table).iterdir()):
        for change in changes(file):
            operation = (change.get("OP") or "I").upper()
            sound = table != "transacoes" or operation == "D" or change.get("pontos") is not None
            when = moment(change["atualizado_em"])
            if operation in "IUD" and sound and (change[key] not in newest or when >= newest[change[key]][0]):
                newest[change[key]] = (when, operation, change)
    return [change for _, operation, change in newest.values() if operation != "D"]


def transactions(landing: pathlib.Path) -> list[dict]:
    found = rows(landing, "transacoes", "id_transacao")
    return [row | {"dia": moment(row["data_transacao"]).date()} for row in found]


def daily(landing: pathlib.Path) -> list[list]:
    """The rows of gold.relatorio_diario, by date."""
    days: dict[datetime.date, list[dict]] = {}
    for row in transactions(landing):
        days.setdefault(row["dia"], []).append(row)
    items: dict[int, int] = {}
    for item in rows(landing, "transacao_produto", "id_transacao_produto"):
        items[item["id_transacao"]] = items.get(item["id_transacao"], 0) + item["quantidade"]
    return [
        [
            day,
            len(made),
            len({row["id_cliente"] for row in made}),
            sum(row["pontos"] for row in made if row["pontos"] > 0),
            -sum(row["pontos"] for row in made if row["pontos"] < 0),
            sum(row["pontos"] for row in made),
            sum(items.get(row["id_transacao"], 0) for row in made),
        ]
        for day, made in sorted(days.items())
    ]


def churn(landing: pathlib.Path) -> list[list]:
    """Date, clients and how many of them stay away, of gold.churn, by date."""
    visits: dict[int, set[datetime.date]] = {}
    for row in transactions(landing):
        visits.setdefault(row["id_cliente"], set()).add(row["dia"])
    every = [day for days in visits.values() for day in days]
    answer, day = [], min(every)
    while day <= max(every):
        last = [max(known) for days in visits.values() if (known := [seen for seen in days if seen <= day])]
        answer.append([day, len(last), sum((day - seen).days > STAYS_AWAY for seen in last)])
        day += datetime.timedelta(days=1)
    return answer
