"""Empty containers brought back without a receipt: their deposit in cash, so many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.app import default_policy
from counter_app.core.approval import Severity
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, set_quantity
from counter_app.desk.returns.play_without import WITHOUT_ACTIONS
from counter_app.documents.text import render_text
from counter_app.play import PlayRequest
from counter_app.records.items import put_items
from counter_app.records.policy_versions import add_policy
from counter_app.rules.policy import parse_policy
from counter_app.station import Station
from tests.desk.returns.bare import MILK, SOAP, posted, returning, said, scanned, sold, stocked
from tests.desk.returns.desk import booked, stored
from tests.desk.returns.goods import READERS

BOTTLE, COLA = "9001", "9002"


@pytest.fixture
def desk(station: Station) -> Station:
    """A clerk at an open till; a deposit that was 0.05 last month and is 0.10 today."""
    stocked(station)
    sold(station, BOTTLE, 5, days_ago=30, sequence=31)
    with station.open_work() as work:
        row = ItemRow(BOTTLE, "Bottle deposit", Money(10), "Bottle deposit", tax="none")
        put_items(work.connection, [row], work.now())
        work.commit()
    return station


def bottles(desk: Station, count: int, tender: Tender | None = None) -> ReturnDraft:
    draft = unreceipted.add_item(unreceipted.start_without(desk), scanned(BOTTLE), desk)
    return replace(set_quantity(draft, 1, units(count)), tender=tender)


def test_todays_deposit_is_paid_in_cash_without_card_reason_or_manager(desk: Station) -> None:
    draft = bottles(desk, 24)
    assert said(draft, desk) == {"returns.containers": Severity.INFORM}
    done = service.complete(draft, desk)
    assert booked(done.postings) == {"deposits:bottle": 2_40, "till:7": -2_40}
    line = stored(desk, done.transaction_id).transaction.lines[0]
    assert (line.reason, line.disposition) == ("empty", "vendor")
    slip = render_text(done.documents[0])
    for part in ("Empty", "Container deposit", "REFUND, CASH", "0.10 each"):
        assert part in slip
    assert "Items" not in slip
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_too_many_at_once_ask_a_manager(desk: Station) -> None:
    assert "returns.containers_many" not in said(bottles(desk, 240), desk)
    many = bottles(desk, 241)
    assert said(many, desk)["returns.containers_many"] is Severity.APPROVE
    assert posted(many, desk).refund == Money(24_10)


def test_where_the_law_counts_money_more_than_that_asks_a_manager(desk: Station) -> None:
    """Michigan: $25.00 of one person and day; whatever the number."""
    text = default_policy().replace('# redeem_amount = "25.00"', 'redeem_amount = "2.50"')
    with desk.open_work() as work:
        add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()
    assert said(bottles(desk, 25), desk) == {"returns.containers": Severity.INFORM}
    much = bottles(desk, 26)
    assert said(much, desk) == {"returns.containers_much": Severity.APPROVE}
    assert posted(much, desk).refund == Money(2_60)


def test_as_store_credit_if_wished_and_never_otherwise(desk: Station) -> None:
    credit = service.assess(bottles(desk, 3, Tender.STORE_CREDIT), desk).refund
    assert credit.plan.by_tender == {Tender.STORE_CREDIT: Money(30)}
    card = bottles(desk, 3, Tender.CARD)
    assert said(card, desk)["returns.containers_wish"] is Severity.FORBID


def test_with_other_goods_the_usual_rules_hold(desk: Station) -> None:
    draft = returning(desk, SOAP, BOTTLE, who=None, tender=None)
    found = said(draft, desk)
    assert found["returns.containers_mixed"] is Severity.INFORM
    assert found["returns.exempt_small"] is Severity.INFORM
    assert "returns.never_sold" not in found
    assert service.assess(draft, desk).refund.plan.by_tender == {Tender.STORE_CREDIT: Money(5_09)}
    food = returning(desk, MILK, BOTTLE, who=None)
    assert said(food, desk)["returns.food_not_cash"] is Severity.FORBID


def test_a_script_redeems_them(desk: Station) -> None:
    do = {"items": [{"item": BOTTLE, "quantity_milli": 6000}]}
    done = WITHOUT_ACTIONS["return_without_receipt"].run(desk, PlayRequest(new_id(), do))
    assert done.data is not None
    assert done.data["refund_cents"] == 60


@pytest.fixture
def drinks(desk: Station) -> Station:
    """A cola whose can carries the deposit; juice that carries none, and tea whose link is stale."""
    rows = (
        ItemRow(COLA, "Cola, 12 oz", Money(1_29), "Grocery", deposit_item=BOTTLE),
        ItemRow("9003", "Juice", Money(2_49), "Grocery"),
        ItemRow("9004", "Tea", Money(1_99), "Grocery", deposit_item="77777"),
    )
    with desk.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    for sequence, row in enumerate(rows, 40):
        sold(desk, row.code, row.price.minor, days_ago=2, sequence=sequence)
    return desk


def coming(draft: ReturnDraft) -> dict[str, int]:
    return {draft.line(c.line_number).item_code: c.quantity.milli // 1000 for c in draft.choices}


def test_a_drinks_barcode_is_full_until_somebody_says_it_is_empty(drinks: Station) -> None:
    draft = returning(drinks, COLA, COLA, who=None, tender=None)
    assert coming(draft) == {COLA: 2}
    assert said(draft, drinks)["returns.full_or_empty"] is Severity.INFORM
    draft, _ = unreceipted.take_as_empty(draft, 1, drinks)
    assert coming(draft) == {BOTTLE: 2}
    assert draft.choices[0].reason == "empty"
    assert said(draft, drinks) == {"returns.containers": Severity.INFORM}


def test_among_empty_containers_a_drinks_barcode_is_on_an_empty_one(drinks: Station) -> None:
    """Until anything else comes back; a drink without a deposit is always full."""
    draft = bottles(drinks, 6)
    for code in (COLA, COLA, "9003", COLA):
        draft = unreceipted.add_item(draft, scanned(code), drinks)
    assert coming(draft) == {BOTTLE: 8, "9003": 1, COLA: 1}
    done = service.complete(unreceipted.add_item(bottles(drinks, 6), scanned(COLA), drinks), drinks)
    assert booked(done.postings) == {"deposits:bottle": 70, "till:7": -70}
    for code in ("9003", "9004"):
        full = returning(drinks, code, who=None)
        assert "returns.full_or_empty" not in said(full, drinks)
        with pytest.raises(NotFound):
            unreceipted.take_as_empty(full, 1, drinks)


def test_a_script_says_that_a_drink_is_empty(drinks: Station) -> None:
    do = {"items": [{"item": COLA, "quantity_milli": 3000, "empty": True}]}
    done = WITHOUT_ACTIONS["return_without_receipt"].run(drinks, PlayRequest(new_id(), do))
    assert done.data is not None
    assert done.data["refund_cents"] == 30
    do = {"items": [{"item": "9003", "quantity_milli": 1000, "empty": True}]}
    with pytest.raises(NotFound):
        WITHOUT_ACTIONS["return_without_receipt"].run(drinks, PlayRequest(new_id(), do))


def test_policy_says_how_much_each_is_and_whether_at_all(desk: Station) -> None:
    usual = default_policy()
    price = usual.replace('# redeem_each = "0.10"', 'redeem_each = "0.15"')
    with desk.open_work() as work:
        add_policy(work.connection, work.keys, price, date(2026, 1, 1), "test", work.now())
        work.commit()
    assert service.assess(bottles(desk, 2), desk).refund.total == Money(30)
    with desk.open_work() as work:
        none = usual.replace("redeem_at_once = 240", "redeem_at_once = 0")
        add_policy(work.connection, work.keys, none, date(2026, 1, 1), "test", work.now())
        work.commit()
    found = said(bottles(desk, 2), desk)
    assert "returns.containers" not in found
    assert "returns.reason_missing" in found
    parse_policy(usual, READERS)
    for wrong in ('redeem_tenders = ["card"]', 'redeem_tenders = ["wic"]'):
        with pytest.raises(BadInput):
            parse_policy(usual.replace('redeem_tenders = ["cash", "store_credit"]', wrong), READERS)
    with pytest.raises(BadInput):
        parse_policy(usual.replace('redeem_reason = "empty"', 'redeem_reason = "full"'), READERS)
