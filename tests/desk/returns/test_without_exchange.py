"""Goods without a receipt set against new ones, replaced, and the tax that goes back with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.app import default_policy
from counter_app.core.approval import Severity
from counter_app.core.errors import BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money, total
from counter_app.core.quantity import ONE, units
from counter_app.core.transaction import Kind, ProofKind, Tender
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, set_quantity
from counter_app.desk.returns.new_goods import cash_given, pay_with, take_item
from counter_app.desk.returns.parking import abandon, load
from counter_app.desk.returns.play_without import WITHOUT_ACTIONS
from counter_app.desk.returns.posting_sale import sale_of
from counter_app.devices.card_processor import Approved
from counter_app.documents.text import render_text
from counter_app.play import PlayRequest
from counter_app.records.items import put_items
from counter_app.records.persons import exempt_today
from counter_app.records.policy_versions import add_policy
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.identity import Card
from counter_app.trade.payments import Offer
from tests.desk.returns.bare import (
    KETTLE,
    MILK,
    MINE,
    SOAP,
    TODAY,
    posted,
    returning,
    said,
    sold,
    stocked,
    told,
)
from tests.desk.returns.desk import booked, open_attempts, stored
from tests.stores import CLERK, LEAD, MANAGER, PINS

SOAP_TAXED = ItemRow(SOAP, "Soap", Money(4_99), "Household", tax="general")
KETTLE_TAXED = ItemRow(KETTLE, "Kettle", Money(44_99), "Appliances", tax="general")
MILK_FREE = ItemRow(MILK, "Milk, 1 gal", Money(3_49), "Dairy", tax="food")
TOWEL = ItemRow("0073410558249", "Towel", Money(30_00), "Household", tax="none")
PEN = ItemRow("0073410558256", "Pen", Money(1_50), "Household", tax="none")


@pytest.fixture
def desk(either_station: Station) -> Station:
    """A clerk at an open till; the store's goods with their tax classes."""
    return with_tax_classes(stocked(either_station))


def with_tax_classes(station: Station) -> Station:
    with station.open_work() as work:
        rows = (SOAP_TAXED, KETTLE_TAXED, MILK_FREE, TOWEL, PEN)
        put_items(work.connection, rows, work.now())
        work.commit()
    return station


def policy(station: Station, tax: str) -> None:
    """The store's policy with another word about tax, from now on."""
    text = default_policy().replace('tax = "same_item"', f'tax = "{tax}"')
    with station.open_work() as work:
        add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()


def taking(draft: ReturnDraft, station: Station, *items: ItemRow) -> ReturnDraft:
    new = draft.new
    for item in items:
        new = take_item(new, item)
    return told(replace(draft, new=new), station)


def both(station: Station, done: Completed) -> tuple[dict[str, int], dict[str, int]]:
    back = stored(station, done.transaction_id).transaction
    sale = stored(station, sale_of(done.transaction_id)).transaction
    assert (back.kind, sale.kind) == (Kind.RETURN, Kind.SALE)
    assert back.visit_id == sale.visit_id is not None
    assert back.receipt_id is None
    with station.look() as work:
        assert verify_returns(work.connection) == []
    return booked(back.postings), booked(sale.postings)


# ----------------------------------------------------------------------------- tax


def test_without_a_receipt_no_tax_goes_back_and_both_are_told(desk: Station) -> None:
    draft = returning(desk, SOAP, who=None, tender=None)
    found = service.assess(draft, desk)
    assert (found.refund.net, found.refund.tax) == (Money(4_99), Money(0))
    kept = next(f for f in found.verdict.findings if f.code == "returns.tax_kept")
    assert (kept.severity, kept.audience.value) == (Severity.INFORM, "customer")
    assert kept.params["tax"] == "$0.41"
    done = service.complete(draft, desk)
    assert total(p.amount for p in done.postings) == Money(0)
    assert booked(done.postings)["returns"] == 4_99
    slip = render_text(done.documents[0])
    assert "no receipt shows that it was paid" in " ".join(slip.split())


def test_food_without_tax_says_nothing_of_it(desk: Station) -> None:
    draft = returning(desk, MILK, reason="spoiled", who=None, tender=None)
    assert not [c for c in said(draft, desk) if c.startswith("returns.tax")]


def test_todays_tax_goes_back_where_policy_says_so(desk: Station) -> None:
    policy(desk, "always")
    draft = returning(desk, SOAP, SOAP, who=None, tender=None)
    found = service.assess(draft, desk)
    taxes = [(t.authority, t.amount.minor) for t in found.refund.lines[0].taxes]
    assert taxes == [("state", 62), ("city", 20)]
    assert found.refund.total == Money(9_98 + 82)
    assert "returns.tax_today" in said(draft, desk)
    assert "returns.tax_kept" not in said(draft, desk)
    draft = unreceipted.identify(draft, MINE, desk)
    done = service.complete(told(draft, desk), desk)
    books = booked(done.postings)
    assert (books["returns"], books["tax:state"], books["tax:city"]) == (9_98, 62, 20)
    slip = " ".join(render_text(done.documents[0]).split())
    assert "State tax today, 6.25 %" in slip or "State tax today, 6.25%" in slip
    with desk.look() as work:
        assert verify_returns(work.connection) == []


# ----------------------------------------------------------------------------- exchange


def test_the_customer_pays_what_new_goods_cost_more(desk: Station) -> None:
    draft = taking(returning(desk, KETTLE, tender=None), desk, TOWEL)
    found = service.assess(draft, desk).refund
    assert (found.total, found.due, found.paid_out) == (Money(24_00), Money(6_00), Money(0))
    draft = replace(draft, new=cash_given(draft.new, Money(10_00)))
    done = service.complete(draft, desk)
    assert both(desk, done) == (
        {"returns": 24_00, "exchange_clearing": -24_00},
        {"sales": -30_00, "exchange_clearing": 24_00, "till:7": 6_00},
    )
    assert done.sale is not None
    assert done.sale.change == Money(4_00)
    slip = render_text(done.documents[0])
    for part in ("No receipt", "Returned", "New goods", "TO PAY", "6.00"):
        assert part in slip


def test_what_is_left_becomes_store_credit_and_never_more_cash_than_policy_allows(
    desk: Station,
) -> None:
    draft = taking(returning(desk, SOAP, who=None, tender=None), desk, PEN)
    done = service.complete(draft, desk)
    back, sale = both(desk, done)
    assert (back["returns"], back["exchange_clearing"]) == (4_99, -1_50)
    assert sum(v for k, v in back.items() if k.startswith("owed:store_credit")) == -3_49
    assert sale == {"sales": -1_50, "exchange_clearing": 1_50}
    wish = taking(returning(desk, SOAP, who=None, tender=Tender.CASH), desk, PEN)
    assert said(wish, desk)["returns.without_tender"] is Severity.APPROVE
    food = taking(returning(desk, MILK, who=None, tender=Tender.CASH), desk, PEN)
    assert said(food, desk)["returns.food_not_cash"] is Severity.FORBID


def test_an_exchange_keeps_the_limits_of_clerk_and_person(desk: Station) -> None:
    bare = taking(returning(desk, KETTLE, who=None, tender=None), desk, TOWEL)
    assert said(bare, desk)["returns.identity_missing"] is Severity.FORBID
    dear = taking(returning(desk, KETTLE, SOAP, tender=None), desk, TOWEL)
    assert said(dear, desk)["returns.without_limit"] is Severity.APPROVE
    service.complete(taking(returning(desk, KETTLE, tender=None), desk, TOWEL), desk)
    again = returning(desk, SOAP, tender=None)
    assert again.without is not None
    assert [(p.amount, p.pieces) for p in again.without.past] == [(Money(24_00), 1)]
    assert said(again, desk)["returns.without_limit_today"] is Severity.APPROVE


def test_a_void_takes_both_halves_back(desk: Station) -> None:
    done = service.complete(taking(returning(desk, KETTLE, tender=None), desk, TOWEL), desk)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = service.void(done.transaction_id, "clerk_mistake", desk)
    assert void.kind is Kind.VOID
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    again = returning(desk, SOAP, tender=None)
    assert again.without is not None
    assert again.without.past == ()
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_an_exchange_survives_a_crash(desk: Station) -> None:
    draft = taking(returning(desk, KETTLE, tender=None), desk, KETTLE_TAXED)
    service.save(draft, desk)
    again = service.load(draft.id, desk)
    assert service.assess(again, desk).refund == service.assess(draft, desk).refund


# ----------------------------------------------------------------------------- the same again


def test_the_same_item_again_is_even_with_its_tax(desk: Station) -> None:
    draft = told(unreceipted.same_again(returning(desk, KETTLE, tender=None), desk), desk)
    refund = service.assess(draft, desk).refund
    assert (refund.total, refund.due, refund.paid_out) == (Money(25_98), Money(0), Money(0))
    assert "returns.tax_kept" not in said(draft, desk)
    done = posted(draft, desk)
    back, sale = both(desk, done)
    assert back == {
        "returns": 24_00,
        "tax:state": 1_50,
        "tax:city": 48,
        "exchange_clearing": -25_98,
    }
    assert sale == {k: -v for k, v in back.items() if k.startswith("tax")} | {
        "sales": -24_00,
        "exchange_clearing": 25_98,
    }


def test_by_policy_even_the_same_item_costs_its_tax(desk: Station) -> None:
    policy(desk, "never")
    draft = unreceipted.same_again(returning(desk, SOAP, who=None, tender=None), desk)
    refund = service.assess(draft, desk).refund
    assert (refund.total, refund.due) == (Money(4_99), Money(41))


def test_part_of_it_again_gives_back_the_tax_of_that_part(desk: Station) -> None:
    draft = taking(returning(desk, SOAP, SOAP, who=None, tender=None), desk, SOAP_TAXED)
    refund = service.assess(draft, desk).refund
    assert (refund.net, refund.tax, refund.paid_out) == (Money(9_98), Money(41), Money(4_99))


def test_spoiled_food_is_replaced_without_a_card_and_thrown_away(desk: Station) -> None:
    bad = returning(desk, *[MILK] * 4, reason="spoiled", who=None, tender=None)
    draft = told(unreceipted.same_again(bad, desk), desk)
    assert "returns.exempt_spoiled_new" in said(draft, desk)
    done = service.complete(draft, desk)
    base = stored(desk, done.transaction_id).transaction
    assert base.proof is not None
    assert (base.proof.kind, base.proof.exempt) == (ProofKind.NONE, "spoiled")
    assert [x.disposition for x in base.lines] == ["waste"]
    assert "EVEN EXCHANGE" in render_text(done.documents[0])
    assert all(p.account != "till:7" for p in done.postings)


def test_replacements_count_towards_the_clerks_day(desk: Station) -> None:
    for _ in range(4):
        again = unreceipted.same_again(returning(desk, SOAP, who=None, tender=None), desk)
        service.complete(told(again, desk), desk)
    with desk.look() as work:
        assert exempt_today(work.connection, desk.operator_id, TODAY) == Money(4 * 5_40)
    for _ in range(5):
        service.complete(returning(desk, SOAP, who=None, tender=None), desk)
    more = unreceipted.same_again(returning(desk, SOAP, who=None, tender=None), desk)
    assert said(more, desk)["returns.exempt_cap"] is Severity.APPROVE


def test_an_item_that_the_file_lacks_cannot_be_given_again(desk: Station) -> None:
    sold(desk, "7777", 300, days_ago=5, sequence=22)
    draft = unreceipted.start_without(desk)
    draft, number = unreceipted.priced(draft, "7777", desk)
    with pytest.raises(NotFound):
        unreceipted.same_again(set_quantity(draft, number, ONE), desk)


# ----------------------------------------------------------------------------- from a script


def test_a_script_exchanges_and_replaces_without_a_receipt(station: Station) -> None:
    desk = with_tax_classes(stocked(station))
    items = [{"item": SOAP, "quantity_milli": 1000}]
    usual = {"items": items, "reason": "not_wanted"}
    new = {"new": [{"item": TOWEL.code, "quantity_milli": 1000}], "pay": [{"tender": "cash"}]}
    quoted = WITHOUT_ACTIONS["quote_without_receipt"].run(
        desk, PlayRequest(new_id(), {**usual, **new})
    )
    assert quoted.data is not None
    assert quoted.data["due_cents"] == 30_00 - 4_99
    act = WITHOUT_ACTIONS["return_without_receipt"].run
    paid = act(desk, PlayRequest(new_id(), {**usual, **new}))
    assert paid.data is not None
    assert (paid.data["due_cents"], paid.data["refund_cents"]) == (25_01, 0)
    even = act(desk, PlayRequest(new_id(), {**usual, "same_again": True}))
    assert even.data is not None
    assert (even.data["due_cents"], even.data["refund_cents"]) == (0, 0)
    with pytest.raises(BadInput):
        act(desk, PlayRequest(new_id(), {**usual, **new, "same_again": True}))


# ----------------------------------------------------------------------------- a card is asked


YOURS = Card("TX", "87654321", typed=True)


def waiting_for_a_card(desk: Station, who: Card | None = MINE) -> ReturnDraft:
    """Soap against a kettle; the difference is asked of a card that has not answered."""
    draft = taking(returning(desk, SOAP, who=who, tender=None), desk, KETTLE_TAXED)
    draft = told(replace(draft, new=pay_with(draft.new, Offer(Tender.CARD))), desk)
    service.save(draft, desk)
    with pytest.raises(Refused, match="on the terminal"):
        service.complete(draft, desk)
    return draft


def test_a_card_that_has_not_answered_holds_no_other_goods_without_a_receipt(
    desk: Station,
) -> None:
    """It held them in the whole store; what can be paid twice is this exchange alone."""
    draft = waiting_for_a_card(desk)
    for who in (YOURS, None):
        other = returning(desk, SOAP, who=who, tender=None)
        assert service.complete(other, desk).refund == Money(4_99)
    second = waiting_for_a_card(desk, who=None)
    given_up = returning(desk, SOAP, who=None, tender=None)
    service.save(given_up, desk)
    abandon(given_up, desk)
    for one in (draft, second):
        with pytest.raises(Conflict):
            abandon(one, desk)
        more = set_quantity(one, 1, units(2))
        with pytest.raises(Conflict, match="nothing can be changed"):
            service.complete(more, desk, payment_code="A12345")
        assert service.complete(one, desk, payment_code="A12345").kind is Kind.RETURN
    assert open_attempts(desk) == ()


def test_somebody_whose_exchange_waits_for_a_card_brings_nothing_more_meanwhile(
    desk: Station,
) -> None:
    """Their limits count what is posted; two at once could pass them together."""
    draft = waiting_for_a_card(desk)
    more = returning(desk, SOAP, tender=None)
    with pytest.raises(Conflict, match="An exchange of this customer"):
        service.complete(more, desk)
    anonymous = replace(draft, without=replace(draft.without, seen=None))  # type: ignore[type-var]
    with pytest.raises(Conflict, match="nothing can be changed"):
        service.complete(told(anonymous, desk), desk)
    service.complete(draft, desk, payment_code="A12345")
    assert service.complete(told(service.refresh(more, desk), desk), desk).refund == Money(4_99)


@pytest.mark.parametrize("answer", ["at the terminal", "from a person", "after a restart"])
def test_what_a_card_was_asked_for_is_posted_though_prices_have_changed_since(
    desk: Station, answer: str
) -> None:
    """Soap at 4.99 against 44.99 with its tax; it sold at 1.00 by the time the card says yes."""
    draft = waiting_for_a_card(desk)
    (attempt,) = open_attempts(desk)
    with desk.open_work() as work:
        cheaper = replace(SOAP_TAXED, price=Money(1_00))
        put_items(work.connection, (cheaper,), work.now())
        work.commit()
    assert service.assess(returning(desk, SOAP, tender=None), desk).refund.net == Money(1_00)
    if answer == "after a restart":
        draft = load(draft.id, desk)
    if answer == "from a person":
        desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
        settled = service.resolve_attempt(attempt.request_id, desk, Approved("A12345", ""))
        assert settled is not None
        done = settled
    else:
        done = service.complete(draft, desk, payment_code="A12345")
    back, sale = both(desk, done)
    assert back == {"returns": 4_99, "exchange_clearing": -4_99}
    assert sale["card_clearing"] == attempt.amount.minor == 48_70 - 4_99
