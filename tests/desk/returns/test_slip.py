"""The slips as they come out of the printer, column by column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.document import Barcode, Document
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Receipt, TaxShare
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import acknowledge, set_reason
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.documents.text import render_text
from counter_app.records.customers import Customer, add_customer
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.returns import goods
from tests.desk.returns.desk import coming_back, give_back, sell, working
from tests.desk.returns.goods import line
from tests.documents.samples import WIDTHS

ANA = Customer("01980000-0000-7000-8000-00000000c002", "9000002", "Ana Ruiz", "es")

ENGLISH = """\
                NORTHGATE MARKET
           Store 12, 410 Harbor Road
          Returns desk (512) 555-0142

RETURN 0003           Sat Nov 21, 2026  12:00 PM
Desk 1, till 7, Maria A.     Receipt 0183, Nov 7
────────────────────────────────────────────────
Coffee maker, 12-cup                      -44.99
  Other: box open
Hand towel, sage               2 of 4     -11.99
  Not wanted
  4 for 23.97, 1 returned before
────────────────────────────────────────────────
Items                                     -56.98
State tax as paid, 6.25%                   -3.56
City tax as paid, 2%                       -1.14
Restocking fee, 15% of 44.99                6.75
════════════════════════════════════════════════
REFUND, CASH                              -54.93
════════════════════════════════════════════════
Still open on receipt 0183, until Feb 5, 2027
1 Hand towel, sage               2.36 lb Oranges

A 15% restocking fee of $6.75 applies to Coffee
maker, 12-cup (opened). There is no fee if it is
faulty or in another condition.

           RT 0012 01 261121 0003 73
           Thank you. Keep this slip."""

SPANISH = """\
                NORTHGATE MARKET
           Tienda 12, 410 Harbor Road
          Devoluciones (512) 555-0142

DEVOLUCIÓN 0003      sáb 21 nov 2026  12:00 p.m.
Desk 1, caja 7, Maria A.      Recibo 0183, 7 nov
PAGO EN EFECTIVO                          -54.93
Aún por devolver, recibo 0183, hasta 5 feb 2027"""


def taxed(net: int) -> tuple[TaxShare, ...]:
    return (
        TaxShare("TX", "State tax", 62_500, Money((net * 625 + 5_000) // 10_000)),
        TaxShare("AU", "City tax", 20_000, Money((net * 200 + 5_000) // 10_000)),
    )


def designed(station: Station, **changes: object) -> Receipt:
    """The receipt of the designed slip; one of four towels has come back already."""
    working(station)
    towel = replace(line(2, 2397, 4, description="Hand towel, sage"), taxes=taxed(2397))
    coffee = line(1, 4499, description="Coffee maker, 12-cup", department="Appliances")
    oranges = line(3, 944, Quantity(2360), weighed=True, unit="LB", description="Oranges")
    coffee = replace(coffee, taxes=taxed(4499))
    receipt = sell(station, coffee, towel, oranges, **changes)  # type: ignore[arg-type]
    give_back(station, receipt, {2: 1})
    return receipt


def two_items(station: Station, receipt: Receipt) -> Completed:
    draft = coming_back(station, receipt, {1: 1, 2: 2})
    draft = set_reason(draft, 1, goods.reason("other"), "box open")
    draft = set_reason(draft, 2, goods.reason())
    for finding in service.assess(draft, station).to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    return service.complete(draft, station)


def rows(document: Document, columns: int = 48) -> list[str]:
    return [row.rstrip() for row in render_text(document, columns).splitlines()]


def test_the_slip_is_the_designed_one(station: Station) -> None:
    done = two_items(station, designed(station))
    shown = "\n".join(rows(done.documents[0])).strip("\n")
    assert shown == ENGLISH.strip("\n")


def test_the_sums_of_a_slip_add_up(station: Station) -> None:
    shown = rows(two_items(station, designed(station)).documents[0])
    start = shown.index(next(r for r in shown if r.startswith("Items")))
    parts = [int(r.split()[-1].replace(".", "")) for r in shown[start : start + 4]]
    total = next(r for r in shown if r.startswith("REFUND"))
    assert sum(parts) == int(total.split()[-1].replace(".", ""))


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_paper(station: Station, columns: int) -> None:
    done = two_items(station, designed(station))
    for document in done.documents:
        assert max(len(row) for row in rows(document, columns)) <= columns


def test_a_customer_who_speaks_spanish_gets_a_spanish_slip(station: Station) -> None:
    with station.open_work() as work:
        add_customer(work.connection, ANA, work.now())
        work.commit()
    done = two_items(station, designed(station, customer_ref=ANA.number))
    assert done.documents[0].language == "es"
    shown = "\n".join(rows(done.documents[0]))
    for row in SPANISH.splitlines():
        assert row.strip() in shown
    assert "2 de 4" in shown
    assert "Gracias. Guarde este comprobante." in shown


def test_several_tenders_are_listed_under_the_total(station: Station) -> None:
    working(station)
    receipt = sell(station, line(paid=8_000), paid={Tender.CARD: 5_000, Tender.CASH: 3_000})
    draft = coming_back(station, receipt, {1: 1})
    shown = rows(service.complete(draft, station, processor=SimulatedProcessor()).documents[0])
    start = shown.index("REFUND                                    -80.00")
    assert re.fullmatch(r"Card, approval \d{6} +-50\.00", shown[start + 2])
    assert shown[start + 2].endswith("-50.00")
    assert shown[start + 3] == "Cash                                      -30.00"
    assert shown[start + 4 : start + 6] == ["", "Nothing more can come back on receipt 0183."]


def test_weighed_goods_that_come_back_whole_have_their_unit(station: Station) -> None:
    working(station)
    grapes = line(1, 944, Quantity(2360), weighed=True, unit="LB", description="Grapes")
    draft = coming_back(station, sell(station, grapes), {1: Quantity(2360)})
    shown = rows(service.complete(draft, station).documents[0])
    sold = next(row for row in shown if row.startswith("Grapes"))
    assert sold.split() == ["Grapes", "2.36", "lb", "-9.44"]


def test_the_store_copy_has_room_for_signatures(station: Station) -> None:
    working(station)
    receipt = sell(station, line(paid=5_001))
    slip, copy = give_back(station, receipt, {1: 1}).documents
    assert "STORE COPY" in "\n".join(rows(copy))
    assert "Customer's signature" in rows(copy)
    assert "Cashier's signature" in rows(copy)
    assert slip.blocks[0] in copy.blocks
    less = sell(station, line(paid=5_000), sequence=184)
    assert len(give_back(station, less, {1: 1}).documents) == 1


@pytest.mark.parametrize(
    "name", ["\x1bp\x00\x19\xfa Radio", "<b>Radio</b>", "Ra\u202edio", "R" * 200, "{item} %s"]
)
def test_a_hostile_name_changes_no_command_and_no_layout(station: Station, name: str) -> None:
    working(station)
    receipt = sell(station, line(paid=1_000, description=name))
    (slip,) = give_back(station, receipt, {1: 1}).documents
    text = slip.to_json()
    assert "\\u001b" not in text
    assert "\u202e" not in text
    assert max(len(row) for row in rows(slip)) <= 48
    assert sum(isinstance(block, Barcode) for block in slip.blocks) == 1


def test_many_open_lines_are_cut_and_counted(station: Station) -> None:
    working(station)
    lines = [line(n, 100, description=f"Item number {n:02d}") for n in range(1, 41)]
    shown = rows(give_back(station, sell(station, *lines), {1: 1}).documents[0])
    assert "and 27 more" in shown


def test_lines_past_their_last_day_are_not_promised(station: Station) -> None:
    working(station)
    old = date(2026, 10, 1)
    radio = line(1, 1_000, description="Radio", department="Electronics")
    soap = line(2, 1_000, 2, description="Soap")
    shown = rows(give_back(station, sell(station, radio, soap, on=old), {2: 1}).documents[0])
    assert "Still open on receipt 0183, until Dec 30, 2026" in shown
    assert "1 Soap" in shown
    assert not any("Radio" in row for row in shown)
