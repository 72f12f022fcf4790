"""What the shop's gold tables have to be, worked out from its landing files in plain Python, without the product's code."""

import csv
import datetime
import decimal
import json
import pathlib
import re


def money(text: str) -> decimal.Decimal:
    return decimal.Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)


def day(text: str) -> datetime.date:
    if "/" in text:
        return datetime.datetime.strptime(text, "%d/%m/%Y").date()
    return datetime.date.fromisoformat(text)


def customers(landing: pathlib.Path) -> dict[int, dict]:
    """The row that landed last, of each."""
    found = {}
    for file in sorted((landing / "loja" / "clientes").iterdir()):
        with file.open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                found[int(row["id_cliente"])] = {
                    "nome": row["nome"].replace("\n", " ").strip(),
                    "cidade": row["cidade"] or None,
                    "idade": int(row["idade"]) if row["idade"] else None,
                }
    return found


def products(landing: pathlib.Path) -> dict[int, dict]:
    """The last row that has a price and a stock, of each."""
    found = {}
    for file in sorted((landing / "loja" / "produtos").iterdir()):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("preco") is not None and row.get("estoque") not in (None, ""):
                found[row["id_produto"]] = row
    return found


def orders(landing: pathlib.Path) -> list[dict]:
    """Of each that has all its values, and a customer and a product: the one of the latest date, among equals the last."""
    known_customers, known_products = customers(landing), products(landing)
    winners = {}
    for file in sorted((landing / "loja" / "pedidos").iterdir()):
        for line in file.read_text(encoding="utf-8").splitlines()[1:]:
            values = line.split(";")
            if len(values) != 7 or "" in values or not re.fullmatch(r"\d+", values[3]):
                continue
            order = {
                "id": int(values[0]),
                "customer": int(values[1]),
                "product": int(values[2]),
                "quantity": int(values[3]),
                "total": money(values[5]),
                "date": day(values[6]),
            }
            if order["customer"] in known_customers and order["product"] in known_products:
                before = winners.get(order["id"])
                if before is None or order["date"] >= before["date"]:
                    winners[order["id"]] = order
    return list(winners.values())


def orders_by_customer(landing: pathlib.Path) -> list[list]:
    """The rows of gold.analise_clientes_pedidos, in the order of customers."""
    all_products, all_orders = products(landing), orders(landing)
    rows = []
    for number, customer in sorted(customers(landing).items()):
        own = [order for order in all_orders if order["customer"] == number]
        bought = [all_products[order["product"]] for order in own]
        dates = sorted(order["date"] for order in own)
        rows.append([
            number,
            customer["nome"],
            customer["cidade"],
            customer["idade"],
            len(own),
            sum((order["total"] for order in own), decimal.Decimal("0.00")),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            sorted({product["categoria"] for product in bought}),
            sorted({product["nome_produto"] for product in bought}),
        ])
    return rows


def sales_by_product(landing: pathlib.Path) -> list[list]:
    """The rows of gold.analise_produtos, in the order of products."""
    all_orders = orders(landing)
    rows = []
    for number, product in sorted(products(landing).items()):
        own = [order for order in all_orders if order["product"] == number]
        rows.append([
            number,
            product["nome_produto"],
            product["categoria"],
            sum(order["quantity"] for order in own),
            sum((order["total"] for order in own), decimal.Decimal("0.00")),
            product["estoque"],
        ])
    return rows
