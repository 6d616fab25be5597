"""Exchanges from scripts: quoted without posting, posted, and answered with both halves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.errors import BadInput, NotFound
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns.play import ACTIONS
from counter_app.play import PlayRequest, PlayResult
from counter_app.records.credits import credit_balance, credit_by_id
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.desk.returns.desk import booked, sell, stored, working
from tests.desk.returns.goods import line
from tests.trade.goods import BREAD, LAMP, stock
from tests.trade.test_credits import issued


@pytest.fixture
def desk(station: Station) -> Station:
    stock(station)
    return working(station)


def run(desk: Station, action: str, **do: object) -> PlayResult:
    receipt = sell(desk, line(paid=2000, sold=2), sequence=len(action))
    base = {
        "receipt": str(receipt.key),
        "lines": [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}],
        "new": [{"item": LAMP.code, "quantity_milli": 1000}],
    }
    return ACTIONS[action].run(desk, PlayRequest(new_id(), base | do))


def test_p08_a_quote_says_what_the_customer_would_pay(desk: Station) -> None:
    found = run(desk, "quote").data
    assert (found["refund_cents"], found["due_cents"], found["paid_out_cents"]) == (1000, 1706, 0)
    assert found["exchange"]["price_cents"] == 2706
    assert found["exchange"]["carried"] == [{"tender": "cash", "amount_cents": 1000}]
    assert found["exchange"]["payments"] == [{"tender": "cash", "amount_cents": 1706}]


@pytest.mark.parametrize(
    ("old", "new", "due", "paid_out", "till"),
    [(5000, 8000, 3000, 0, 3000), (1000, 1000, 0, 0, 0), (8000, 5000, 0, 3000, -3000)],
)
def test_p08_the_customer_pays_nobody_pays_the_store_pays(
    desk: Station, old: int, new: int, due: int, paid_out: int, till: int
) -> None:
    with desk.open_work() as work:
        put_items(work.connection, [replace(LAMP, price=Money(new), tax="none")], work.now())
        work.commit()
    receipt = sell(desk, line(paid=old))
    base = {
        "receipt": str(receipt.key),
        "lines": [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}],
        "new": [{"item": LAMP.code, "quantity_milli": 1000}],
    }
    quote = ACTIONS["quote"].run(desk, PlayRequest(new_id(), base)).data
    assert (quote["due_cents"], quote["paid_out_cents"]) == (due, paid_out)
    done = ACTIONS["exchange"].run(desk, PlayRequest(new_id(), base))
    assert (done.data["due_cents"], done.data["drawer_kick"]) == (due, bool(till))
    back = stored(desk, done.transactions[0]).transaction
    sale = stored(desk, done.data["sale"]).transaction
    assert (back.kind, sale.kind) == (Kind.RETURN, Kind.SALE)
    assert back.visit_id == sale.visit_id is not None
    cash = booked(back.postings).get("till:7", 0) + booked(sale.postings).get("till:7", 0)
    assert cash == till


def test_an_exchange_is_posted_and_answered_with_both_halves(desk: Station) -> None:
    pay = [{"tender": "cash", "amount_cents": 2000}]
    done = run(desk, "exchange", pay=pay)
    assert (done.data["due_cents"], done.data["change_cents"]) == (1706, 294)
    assert done.data["drawer_kick"]
    assert stored(desk, done.data["sale"]).transaction.kind is Kind.SALE


def test_a_price_of_its_own_and_an_item_nobody_has(desk: Station) -> None:
    bread = {
        "item": BREAD.code,
        "quantity_milli": 2000,
        "price_cents": 300,
        "reason": "shelf_price",
    }
    assert run(desk, "quote", new=[bread]).data["paid_out_cents"] == 400
    with pytest.raises(NotFound):
        run(desk, "exchange", new=[{"item": "123", "quantity_milli": 1000}])


def test_store_credit_pays_the_difference_and_cash_the_rest(desk: Station) -> None:
    credit_id, code = issued(desk, 1000)
    done = run(desk, "exchange", pay=[{"tender": "store_credit", "code": code}])
    sale = stored(desk, done.data["sale"]).transaction
    assert [(t.tender, t.amount.minor) for t in sale.tenders] == [
        (Tender.STORE_CREDIT, 1000),
        (Tender.CASH, 706),
    ]
    with desk.look() as work:
        credit = credit_by_id(work.connection, credit_id)
        assert credit is not None
        assert credit_balance(work.connection, credit) == Money(0)


def test_a_credit_without_its_code_pays_nothing(desk: Station) -> None:
    with pytest.raises((BadInput, NotFound)):
        run(desk, "exchange", pay=[{"tender": "gift_card"}])
