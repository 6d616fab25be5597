"""The slip of an exchange: every sum can be followed, on 48, 42 and 32 columns, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.new_goods import cash_given
from counter_app.documents.text import render_text
from counter_app.records.customers import Customer, add_customer
from counter_app.station import Station
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_exchange import PLAIN, swapping
from tests.stores import NOON
from tests.trade.goods import BREAD, LAMP

COLUMNS = (48, 42, 32)


def figure(text: str, label: str) -> int:
    """The cents at the end of the row that begins with a label."""
    found = re.search(rf"^{re.escape(label)}.*?(-?[\d,]+\.\d\d)$", text, re.MULTILINE)
    assert found is not None, (label, text)
    return int(found[1].replace(",", "").replace(".", ""))


def slip_of(station: Station, new: int, given: int | None = None, language: str = "en") -> str:
    desk = working(station)
    customer = Customer("01980000-0000-7000-8000-00000000c0aa", "77", "Ana Ruiz", language)
    with desk.open_work() as work:
        add_customer(work.connection, customer, NOON)
        work.commit()
    receipt = sell(
        desk, line(paid=2998, sold=2, taxes=(187,)), paid={Tender.CASH: 3185}, customer_ref="77"
    )
    goods = (replace(PLAIN, price=Money(new)),) if new else (LAMP, BREAD, BREAD)
    draft = swapping(desk, receipt, {1: 1}, *goods)
    if given is not None:
        draft = replace(draft, new=cash_given(draft.new, Money(given)))
    done = service.complete(draft, desk)
    for columns in COLUMNS:
        for row in render_text(done.documents[0], columns).splitlines():
            assert len(row) <= columns, row
    return render_text(done.documents[0], 48)


def test_req14_what_the_customer_pays_can_be_followed(station: Station) -> None:
    text = slip_of(station, 0, given=3000)
    assert figure(text, "Item 1") + figure(text, "Tax 0 as paid") == figure(text, "Returned")
    new = ("Lamp", "Bread", "State tax", "City tax")
    assert sum(figure(text, label) for label in new) == figure(text, "New goods")
    due = figure(text, "New goods") + figure(text, "Less what came back")
    assert due == figure(text, "TO PAY") == 1811
    assert figure(text, "Cash given") - figure(text, "Change") == due
    assert "3.49 each" in text
    assert "New on receipt D01-" in text
    assert re.search(r"SL 0012 01 261121 \d{4} \d\d", text)


def test_an_even_exchange_says_so(station: Station) -> None:
    text = slip_of(station, 1593)
    assert figure(text, "EVEN EXCHANGE") == 0
    assert "Cash" not in text


def test_what_the_store_pays_stands_under_both_sums(station: Station) -> None:
    text = slip_of(station, 1000)
    assert figure(text, "New goods") + figure(text, "Less what came back") == figure(text, "REFUND")
    assert figure(text, "REFUND") == figure(text, "Cash") == -593


@pytest.mark.parametrize("new", [0, 1593, 1000])
def test_the_slip_speaks_spanish(station: Station, new: int) -> None:
    text = slip_of(station, new, language="es")
    assert "CAMBIO 0" in text
    assert "Artículos nuevos" in text
    assert "New" not in text


def test_cash_of_two_payments_is_one_sum_to_count(station: Station) -> None:
    desk = working(station)
    cash = (ReceiptTender(1, Tender.CASH, Money(1200)), ReceiptTender(2, Tender.CASH, Money(1800)))
    receipt = sell(desk, line(paid=3000), tenders=cash)
    done = service.complete(swapping(desk, receipt, {1: 1}, replace(PLAIN, price=Money(500))), desk)
    text = render_text(done.documents[0], 48)
    assert figure(text, "REFUND") == figure(text, "Cash") == -2500
