"""Loyalty points of a purchase that comes back: taken back and given back exactly once."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from io import StringIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Direction, DiscountKind, Receipt, ReceiptLine
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft, set_quantity, set_reason
from counter_app.desk.returns.refund import Refund, calculate
from counter_app.documents.text import render_text
from counter_app.export.run import Form, export_day
from counter_app.station import Station
from tests.desk.returns import goods
from tests.desk.returns.desk import booked, give_back, sell, working
from tests.desk.returns.goods import draft, line, posted, returning, situation
from tests.stores import LEAD

CARD = "M-2041"


def bought(*lines: ReceiptLine, earned: int = 0, spent: int = 0, **more: object) -> Receipt:
    extra = {"points.account": CARD, "points.earned": str(earned), "points.spent": str(spent)}
    return goods.receipt(*lines, extra=extra, **more)  # type: ignore[arg-type]


def refund_of(base: ReturnDraft) -> Refund:
    return calculate(base, situation().terms)


def test_d17_earned_points_are_taken_back_and_spent_ones_given_back_once() -> None:
    reward = line(2, paid=500, off=500, kind=DiscountKind.LOYALTY)
    receipt = bought(line(paid=1_500), reward, earned=20, spent=500)
    everything = refund_of(returning(draft(receipt), {1: 1, 2: 1})).points
    assert (everything.account, everything.taken_back, everything.given_back) == (CARD, 20, 500)


def test_d17_without_the_reward_line_spent_points_stay_spent() -> None:
    reward = line(2, paid=500, off=500, kind=DiscountKind.LOYALTY)
    receipt = bought(line(paid=1_500), reward, earned=20, spent=500)
    first = returning(draft(receipt), {1: 1})
    back = refund_of(first)
    assert (back.points.taken_back, back.points.given_back) == (15, 0)
    later = returning(posted(first, back), {2: 1})
    assert (refund_of(later).points.taken_back, refund_of(later).points.given_back) == (5, 500)


@given(
    st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 6)), min_size=1, max_size=4),
    st.integers(0, 5_000),
    st.integers(0, 5_000),
    st.integers(0, 2**32),
)
def test_d17_any_order_of_partial_returns_ends_at_the_points_of_the_receipt(
    sold: list[tuple[int, int]], earned: int, spent: int, seed: int
) -> None:
    lines = [
        line(n, paid, pieces, off=paid, kind=DiscountKind.LOYALTY)
        for n, (paid, pieces) in enumerate(sold, 1)
    ]
    base = draft(bought(*lines, earned=earned, spent=spent))
    pieces = [x.number for x in lines for _ in range(x.quantity.milli // 1000)]
    random.Random(seed).shuffle(pieces)
    taken = given_back = 0
    for number in pieces:
        now = set_reason(set_quantity(base, number, units(1)), number, goods.reason())
        back = refund_of(now)
        assert back.points.taken_back >= 0
        assert back.points.given_back >= 0
        taken += back.points.taken_back
        given_back += back.points.given_back
        base = posted(now, back)
    assert (taken, given_back) == (earned, spent)


def test_points_of_single_lines_go_before_a_share_of_all() -> None:
    receipt = bought(line(paid=1_000, sold=2), line(2, paid=1_000))
    receipt = replace(receipt, extra={"line.1.points": "7"})
    one = returning(draft(receipt), {1: 1})
    assert refund_of(one).points.taken_back == 4
    rest = returning(posted(one, refund_of(one)), {1: 1, 2: 1})
    assert refund_of(rest).points.taken_back == 3


def test_points_of_lines_that_nothing_was_sold_on_are_nobodys() -> None:
    """What a register took back on the same receipt, and a line of no pieces."""
    back = replace(line(2, 300), direction=Direction.RETURNED)
    none = replace(line(3, 200), quantity=units(0))
    receipt = replace(
        bought(line(paid=1_000), back, none),
        extra={"line.1.points": "7", "line.2.points": "3", "line.3.points": "2"},
    )
    assert refund_of(returning(draft(receipt), {1: 1})).points.taken_back == 7
    receipt = bought(line(paid=1_000), back, none, earned=12, spent=5)
    assert refund_of(returning(draft(receipt), {1: 1})).points.taken_back == 10


def test_a_gift_takes_no_points_from_its_buyer() -> None:
    base = returning(draft(bought(line(paid=1_000), earned=10)), {1: 1})
    assert not refund_of(replace(base, proof=ProofKind.GIFT)).points


def test_points_that_paid_come_back_as_points(station: Station, tmp_path: Path) -> None:
    working(station, LEAD)
    sold = sell(
        station,
        line(paid=2_000, sold=2),
        paid={Tender.LOYALTY: 500, Tender.CASH: 1_500},
        extra={"points.account": CARD, "points.earned": "15", "points.spent": "500"},
    )
    first = give_back(station, sold, {1: 1})
    second = give_back(station, sold, {1: 1})
    assert booked(first.postings) == {"returns": 1_000, "owed:loyalty": -500, "till:7": -500}
    assert booked(second.postings) == {"returns": 1_000, "till:7": -1_000}
    assert "Points that were spent on it are given back: 500." in _plain(first)
    day = station.clock.now().date()
    service.void(second.transaction_id, "clerk_mistake", station)
    made = export_day(station, Form.POINTS, day, tmp_path)
    rows = list(csv.DictReader(StringIO(made.files[0].read_text("utf-8"))))
    assert [(r["account"], r["taken_back"], r["given_back"], r["net"]) for r in rows] == [
        (CARD, "8", "500", "492"),
        (CARD, "7", "0", "-7"),
        (CARD, "-7", "0", "7"),
    ]
    assert Money(sum(int(r["taken_back"]) for r in rows)) == Money(8)


def _plain(done: service.Completed) -> str:
    return " ".join(render_text(done.documents[0]).split())
