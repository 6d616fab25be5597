"""Orders of a web channel at the desk: delivery, what was missing, and who gives the money back."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.approval import Severity
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft, set_quantity, set_reason
from counter_app.desk.returns.refund import calculate
from counter_app.documents.text import render_text
from counter_app.export.run import Form, export_day
from counter_app.records.receipt_intake import ReceiptSink
from counter_app.station import Station
from counter_app.trade.receipt_lookup import find_receipt
from tests.desk.returns import goods
from tests.desk.returns.desk import (
    approved,
    booked,
    coming_back,
    give_back,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import draft, findings, line, policy, posted, situation
from tests.stores import LEAD

WEB = {"channel": "web", "order": "W1001"}


def order(*lines: ReceiptLine, **more: str) -> Receipt:
    """An order of the web channel, paid by card there."""
    paid = {Tender.CARD: sum(x.paid.minor for x in lines)}
    return goods.receipt(*lines, paid=paid, extra={**WEB, **more})


def delivery(number: int = 9, paid: int = 1000, taxes: tuple[int, ...] = ()) -> ReceiptLine:
    return line(number, paid, taxes=taxes, department="Shipping", description="Shipping")


def back(base: ReturnDraft, number: int, much: int, why: str) -> ReturnDraft:
    return set_reason(set_quantity(base, number, units(much)), number, goods.reason(why), "a note")


def web_order(station: Station, *lines: ReceiptLine, **more: str) -> Receipt:
    """The same stored, as the channel sent it."""
    card = {Tender.CARD: sum(x.paid.minor for x in lines)}
    return sell(station, *lines, paid=card, extra={**WEB, **more})


def test_r27_delivery_goes_back_by_its_share_of_faulty_goods() -> None:
    base = draft(order(line(paid=2_500, sold=5), delivery(paid=2_500)))
    refund = calculate(back(base, 1, 3, "faulty"), situation().terms)
    assert refund.total == Money(1_500 + 1_500)
    assert [(w.kind.value, w.amount.minor) for w in refund.why] == [
        ("item", 1_500),
        ("delivery", 1_500),
    ]


def test_delivery_stays_paid_when_the_customer_changed_their_mind() -> None:
    base = draft(order(line(paid=2_500, sold=5), delivery()))
    assert calculate(back(base, 1, 3, "not_wanted"), situation().terms).total == Money(1_500)


@given(
    st.lists(st.integers(1, 5_000), min_size=1, max_size=5),
    st.integers(1, 3_000),
    st.integers(0, 300),
    st.randoms(use_true_random=False),
)
def test_an_order_that_was_all_faulty_gives_back_exactly_what_was_paid(
    prices: list[int], fee: int, tax: int, mixed: object
) -> None:
    lines = [line(n, price, 1) for n, price in enumerate(prices, 1)]
    base = draft(order(*lines, delivery(99, fee, (tax,))))
    given_back = 0
    numbers = [x.number for x in lines]
    mixed.shuffle(numbers)  # type: ignore[attr-defined]
    for number in numbers:
        now = back(base, number, 1, "faulty")
        refund = calculate(now, situation().terms)
        given_back += refund.total.minor
        base = replace(posted(now, refund), choices=())
    assert given_back == sum(prices) + fee + tax
    assert not base.returnable(99)


def test_what_was_paid_online_never_leaves_as_cash() -> None:
    base = back(draft(order(line(paid=2_000)), tender=Tender.CASH), 1, 1, "not_wanted")
    found = findings(base)
    assert found["returns.tender_not_allowed"] is Severity.FORBID
    asked = policy(('cash = "never"', 'cash = "approval"'))
    assert findings(base, situation(policy=asked))["returns.other_tender"] is Severity.APPROVE


def test_a_delivered_order_is_in_time_from_the_day_it_arrived() -> None:
    sold = goods.TODAY - timedelta(days=95)
    late = order(line(paid=2_000))
    late = replace(late, key=replace(late.key, business_date=sold))
    assert "returns.window" in findings(goods.one_back(late))
    arrived = (sold + timedelta(days=10)).isoformat()
    late = replace(late, extra={**late.extra, "delivered": arrived})
    assert "returns.window" not in findings(goods.one_back(late))


@pytest.mark.parametrize(
    ("facts", "much", "code", "severity"),
    [
        ({"line.1.packed": "2000"}, 1, "returns.missing_known", Severity.INFORM),
        ({"line.1.packed": "2000"}, 2, "returns.missing_unknown", Severity.APPROVE),
        ({}, 1, "returns.missing_unknown", Severity.APPROVE),
    ],
)
def test_what_never_arrived_is_believed_as_far_as_the_order_says_it(
    facts: dict[str, str], much: int, code: str, severity: Severity
) -> None:
    base = draft(order(line(paid=3_000, sold=3), **facts))
    assert findings(back(base, 1, much, "not_delivered"))[code] is severity


def test_goods_from_a_register_were_bagged_there() -> None:
    base = draft(goods.receipt(line(paid=3_000, sold=3)))
    found = findings(back(base, 1, 1, "not_delivered"))
    assert found["returns.missing_at_register"] is Severity.APPROVE


def test_a_substitute_goes_back_without_a_fee_and_with_its_delivery() -> None:
    sold = line(paid=2_000, department="Electronics")
    opened = set_reason(
        set_quantity(draft(order(sold, delivery())), 1, units(1)), 1, goods.reason("other"), "x"
    )
    assert calculate(opened, situation().terms).fee == Money(300)
    instead = replace(opened, receipt=order(sold, delivery(), **{"line.1.instead_of": "Toaster"}))
    refund = calculate(instead, situation().terms)
    assert (refund.fee, refund.total) == (Money(0), Money(3_000))
    assert findings(instead)["returns.sent_instead"] is Severity.INFORM


def test_the_delivery_fee_alone_is_a_managers_decision() -> None:
    base = back(draft(order(line(paid=2_000), delivery())), 9, 1, "other")
    assert findings(base)["returns.delivery_fee"] is Severity.APPROVE


def test_the_channel_gives_the_money_back_and_no_terminal_is_asked(
    station: Station, tmp_path: Path
) -> None:
    working(station)
    sold = web_order(station, line(paid=2_000, sold=2, taxes=(125,)), delivery(3, 500))
    done = give_back(station, sold, {1: 1})
    assert booked(done.postings) == {
        "returns": 1_000,
        "tax:T0": 63,
        "online_clearing:web": -1_063,
    }
    assert not done.drawer_kick
    paper = render_text(done.documents[0])
    assert "Order W1001" in paper
    assert "Still open on order W1001" in paper
    assert "receipt W1001" not in paper
    assert "REFUND, WEB SHOP" in paper
    assert "CARD" not in paper
    assert "goes back the same way within 5 days" in " ".join(paper.split())
    made = export_day(station, Form.ONLINE_REFUNDS, station.clock.now().date(), tmp_path)
    rows = list(csv.DictReader(StringIO(made.files[0].read_text("utf-8"))))
    assert [(r["channel"], r["order"], r["amount"], r["items"]) for r in rows] == [
        ("web", "W1001", "10.63", "1 x 4001")
    ]
    again = export_day(station, Form.ONLINE_REFUNDS, station.clock.now().date(), tmp_path)
    assert again.batch.again
    assert rows[0]["instruction"] == f"{done.transaction_id}-1"


def test_a_return_the_channel_was_told_of_is_not_voided(station: Station, tmp_path: Path) -> None:
    working(station, LEAD)
    sold = web_order(station, line(paid=2_000, sold=2))
    first = give_back(station, sold, {1: 1})
    taken_back = service.void(first.transaction_id, "clerk_mistake", station)
    paper = render_text(taken_back.documents[0])
    assert "Order W1001" in paper
    assert "NOT REFUNDED" in paper
    assert "TILL" not in paper
    made = export_day(station, Form.ONLINE_REFUNDS, station.clock.now().date(), tmp_path)
    assert made.entries == 0
    second = give_back(station, sold, {1: 1})
    export_day(station, Form.ONLINE_REFUNDS, station.clock.now().date(), tmp_path)
    with pytest.raises(Refused) as no:
        service.void(second.transaction_id, "clerk_mistake", station)
    assert no.value.verdict is not None
    assert [f.code for f in no.value.verdict.findings] == ["void.online_sent"]


def test_what_the_channel_gave_back_itself_is_not_given_back_again(
    station: Station, clock: FrozenClock
) -> None:
    working(station)
    sold = web_order(station, line(paid=2_000, sold=2))
    told = replace(sold, id="", extra={**WEB, "given_back_minor": "1500"})
    sink = ReceiptSink(station.database, station.clock)
    assert sink.add(told) == "unchanged"
    asked = coming_back(station, sold, {1: 1})
    found = {f.code: f.severity for f in service.assess(asked, station).verdict.findings}
    assert found["returns.given_back_more"] is Severity.FORBID
    assert asked.payments.left(1) == Money(500)
    with pytest.raises(Refused):
        service.complete(asked, station)


def test_the_channels_sum_holds_what_the_desk_asked_of_it(
    station: Station, clock: FrozenClock
) -> None:
    working(station)
    sold = web_order(station, line(paid=2_000, sold=2))
    give_back(station, sold, {1: 1})
    clock.advance(timedelta(hours=1))
    sink = ReceiptSink(station.database, station.clock)
    sink.add(replace(sold, id="", extra={**WEB, "given_back_minor": "1000"}))
    rest = coming_back(station, sold, {1: 1})
    assert rest.payments.left(1) == Money(1_000)
    yes = approved(station, rest, LEAD)
    done = service.complete(rest, station, yes)
    assert done.refund == Money(1_000)
    assert stored(station, done.transaction_id).transaction.lines[0].quantity == units(1)


def test_an_order_is_found_by_its_number(station: Station) -> None:
    sold = web_order(station, line(paid=2_000))
    assert [x.id for x in find_receipt(station, "W1001")] == [sold.id]
