"""A correction of what points paid gives points back, once, whatever returns come before and after."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from counter_app.core.money import Money
from counter_app.core.receipt import DiscountKind, DiscountShare, Receipt
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.draft import Sort
from counter_app.desk.price_correction.voids import void
from counter_app.desk.returns.service import void as void_return
from counter_app.documents.text import render_text
from counter_app.export.run import Form, export_day
from counter_app.station import Station
from tests.desk.price_correction.desk import correct, rung
from tests.desk.returns.desk import booked, give_back, sell, working
from tests.stores import LEAD, PINS

CARD = "M-2041"


@pytest.fixture
def desk(station: Station) -> Station:
    working(station)
    station.sign_on_with_pin(LEAD, PINS[LEAD])
    return station


def by_points(desk: Station, *, spent: int, points: int, cash: int = 0) -> Receipt:
    """Two of 10.00 each, `points` cents of it paid with `spent` points."""
    paid = {t: m for t, m in ((Tender.LOYALTY, points), (Tender.CASH, cash)) if m}
    extra = {"points.account": CARD, "points.spent": str(spent)}
    return sell(desk, rung(1, 1000, 2), paid=paid, extra=extra)


def changes(desk: Station, out: Path) -> list[tuple[str, int]]:
    made = export_day(desk, Form.POINTS, desk.clock.now().date(), out)
    rows = csv.DictReader(StringIO(made.files[0].read_text("utf-8")))
    return [(r["account"], int(r["given_back"])) for r in rows]


def test_what_points_paid_too_much_comes_back_as_points(desk: Station, tmp_path: Path) -> None:
    """20.00 were 501 points; 1.00 too much is 25 of them, and the goods bring the other 476."""
    sold = by_points(desk, spent=501, points=2_000)
    done = correct(desk, sold, right=950)
    assert booked(done.postings) == {"price_corrections": 100, "owed:loyalty": -100}
    assert "Points that were spent on it are given back: 25." in _plain(done.documents[0])
    first, second = give_back(desk, sold, {1: 1}), give_back(desk, sold, {1: 1})
    assert first.refund + second.refund == Money(1_900)
    found = changes(desk, tmp_path)
    assert found == [(CARD, 25), (CARD, 238), (CARD, 238)]
    assert sum(n for _, n in found) == 501


def test_the_void_of_it_takes_them_back(desk: Station, tmp_path: Path) -> None:
    sold = by_points(desk, spent=500, points=2_000)
    done = correct(desk, sold, right=950)
    void(done.transaction_id, "clerk_mistake", desk)
    correct(desk, sold, right=900)
    assert changes(desk, tmp_path) == [(CARD, 25), (CARD, -25), (CARD, 50)]


def test_what_goes_back_otherwise_gives_no_points(desk: Station, tmp_path: Path) -> None:
    sold = sell(desk, rung(1, 1000, 2), extra={"points.account": CARD, "points.spent": "500"})
    done = correct(desk, sold, right=950)
    assert "oints" not in _plain(done.documents[0])
    assert changes(desk, tmp_path) == []


@pytest.mark.parametrize("sort", [Sort.NEVER_RECEIVED, Sort.DOUBLE_SCAN])
def test_points_of_what_never_came_are_taken_back_with_it(
    desk: Station, tmp_path: Path, sort: Sort
) -> None:
    """Both of two that earned 11: five and a half is six, and the rest goes with the other one."""
    extra = {"points.account": CARD, "points.earned": "11"}
    sold = sell(desk, rung(1, 1000, 2), extra=extra)
    done = correct(desk, sold, right=None, sort=sort, quantity=1)
    assert "Points that this purchase earned are taken back: 6." in _plain(done.documents[0])
    give_back(desk, sold, {1: 1})
    assert moved(desk, tmp_path, "taken_back") == [6, 5]


def test_points_of_what_never_came_after_a_return(desk: Station, tmp_path: Path) -> None:
    extra = {"points.account": CARD, "points.earned": "11"}
    sold = sell(desk, rung(1, 1000, 2), extra=extra)
    given = give_back(desk, sold, {1: 1})
    gone = correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED, quantity=1)
    void_return(given.transaction_id, "clerk_mistake", desk)
    give_back(desk, sold, {1: 1})
    assert moved(desk, tmp_path, "taken_back") == [6, 5, -6, 6]
    assert gone.refund == Money(1_000)


def test_a_reward_that_bought_what_never_came_is_given_back(desk: Station, tmp_path: Path) -> None:
    reward = DiscountShare(DiscountKind.LOYALTY, Money(500), "", "Reward")
    line = rung(1, 1000, 2, discounts=(reward,), gross=Money(2500))
    sold = sell(desk, line, extra={"points.account": CARD, "points.spent": "100"})
    correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED, quantity=2)
    assert moved(desk, tmp_path, "given_back") == [100]


def test_a_lower_price_takes_no_points(desk: Station, tmp_path: Path) -> None:
    """They were earned by goods that are kept; the store's own mistake takes none of them."""
    extra = {"points.account": CARD, "points.earned": "11"}
    sold = sell(desk, rung(1, 1000, 2), extra=extra)
    correct(desk, sold, right=900)
    assert moved(desk, tmp_path, "taken_back") == []
    give_back(desk, sold, {1: 2})
    assert moved(desk, tmp_path, "taken_back") == [11]


def moved(desk: Station, out: Path, column: str) -> list[int]:
    made = export_day(desk, Form.POINTS, desk.clock.now().date(), out)
    return [int(r[column]) for r in csv.DictReader(StringIO(made.files[0].read_text("utf-8")))]


def _plain(document: object) -> str:
    return " ".join(render_text(document).split())  # type: ignore[arg-type]
