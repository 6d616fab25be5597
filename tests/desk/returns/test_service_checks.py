"""What verify says about returns when somebody has written into the books by hand."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table, insert

from counter_app.core.errors import Conflict, NotFound
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.records.journal_tables import (
    postings,
    transaction_line_taxes,
    transaction_lines,
    transaction_tenders,
)
from counter_app.station import Station
from tests.desk.returns.desk import coming_back, give_back, open_drafts, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_coupons_back import COUPON_TO_CASH
from tests.desk.returns.test_service_tenders import under
from tests.stores import LEAD, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def problems_after(station: Station, table: Table, row: dict[str, Any]) -> set[str]:
    """What verify finds once a row was slipped in; nothing is kept."""
    with station.open_work() as work:
        assert verify_returns(work.connection) == []
        work.connection.execute(insert(table).values(**row))
        found = verify_returns(work.connection)
    assert all(problem.where for problem in found)
    return {problem.code for problem in found}


def test_goods_money_and_tax_beyond_what_was_sold_are_named(desk: Station) -> None:
    receipt = sell(desk, line(paid=1_000, taxes=(60,)))
    other = sell(desk, line(paid=1_000), sequence=184)
    done = give_back(desk, receipt, {1: 1})
    key: dict[str, Any] = {"transaction_id": done.transaction_id, "number": 9}
    goods = key | {
        "description": "Slipped in",
        "item_code": "",
        "quantity": units(1),
        "net": Money(0),
        "fee": Money(0),
        "receipt_line_id": receipt.lines[0].id,
        "reason": "",
        "condition": "",
        "disposition": "",
        "note": "",
    }
    assert problems_after(desk, transaction_lines, goods) == {"returned_too_much"}
    foreign = goods | {"receipt_line_id": other.lines[0].id}
    assert problems_after(desk, transaction_lines, foreign) == {"foreign_line"}
    money = key | {
        "tender": "cash",
        "amount": Money(1),
        "receipt_tender_id": receipt.tenders[0].id,
        "reference": "",
    }
    assert problems_after(desk, transaction_tenders, money) == {"refunded_too_much"}
    tax = key | {"line": 1, "name": "Tax 0", "rate_ppm": 62_500, "amount": Money(1)}
    for authority in ("T0", "nobody's"):
        found = problems_after(desk, transaction_line_taxes, tax | {"authority": authority})
        assert found == {"tax_refunded_too_much"}


def test_a_void_that_takes_back_something_else_is_named(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    back = service.void(done.transaction_id, "clerk_mistake", desk)
    row = {
        "transaction_id": back.transaction_id,
        "number": 9,
        "account": "returns",
        "tender": None,
        "amount": Money(1),
        "business_date": desk.store.calendar.business_date(desk.clock.now()),
    }
    assert problems_after(desk, postings, row) == {"void_unequal"}


def test_coupons_paid_out_beyond_what_they_were_are_named(desk: Station) -> None:
    under(desk, *COUPON_TO_CASH)
    off = line(paid=900, off=100, kind=DiscountKind.MANUFACTURER_COUPON)
    receipt = sell(desk, off, paid={Tender.COUPON: 200, Tender.CASH: 700})
    done = give_back(desk, receipt, {1: 1})
    row = {
        "transaction_id": done.transaction_id,
        "number": 9,
        "account": "coupons_given_back",
        "tender": None,
        "amount": Money(1),
        "business_date": desk.store.calendar.business_date(desk.clock.now()),
    }
    assert problems_after(desk, postings, row) == {"coupons_given_back_too_much"}


def test_a_late_autosave_brings_no_posted_return_back(desk: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    service.complete(draft, desk)
    service.save(draft, desk)
    assert open_drafts(desk) == ()


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "' OR 1=1 --", '"; DROP TABLE receipts', "0" * 120]
)
def test_b2_31_to_33_what_is_typed_is_only_ever_looked_up(desk: Station, text: str) -> None:
    sell(desk, line(paid=1_000))
    with pytest.raises(NotFound):
        service.find_receipt(desk, text)


@pytest.mark.parametrize(
    "text",
    ["0183", " 0183 ", "12/4/2026-11-07/183", "0012/004/2026-11-07/183", "001200426110700183"],
)
def test_a_receipt_is_found_by_number_key_and_barcode(desk: Station, text: str) -> None:
    receipt = sell(desk, line(paid=1_000))
    assert [c.id for c in service.find_receipt(desk, text)] == [receipt.id]
    assert service.the_one(desk, receipt.id) == receipt.id


def test_a_number_on_two_receipts_is_a_short_list(desk: Station) -> None:
    first = sell(desk, line(paid=1_000))
    second = sell(desk, line(paid=2_000), sequence=184, receipt_number="0183")
    assert {c.id for c in service.find_receipt(desk, "0183")} == {first.id, second.id}
    with pytest.raises(Conflict) as no:
        service.the_one(desk, "0183")
    assert "12/4/2026-11-07/184" in no.value.remedy
