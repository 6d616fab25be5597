"""Random days on the real service: whatever comes back in whatever parts, the sums are exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.money import Money, total
from counter_app.core.quantity import NONE, Quantity, units
from counter_app.core.receipt import Receipt, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.records.journal import balance
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.desk.returns.desk import approved, coming_back, sell, working
from tests.desk.returns.goods import line
from tests.stores import MANAGER, NOON

Part = tuple[int, int]
"""A line by its place, and a part of what is left of it in thousandths."""


@st.composite
def baskets(draw: st.DrawFn) -> tuple[list[ReceiptLine], int]:
    """Up to four lines of any price with up to two taxes, and the part paid by card in percent."""
    lines = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        weighed = draw(st.booleans())
        sold = Quantity(draw(st.integers(1, 4_000))) if weighed else units(draw(st.integers(1, 5)))
        taxes = tuple(draw(st.lists(st.integers(0, 600), max_size=2)))
        paid, off = draw(st.integers(0, 5_000)), draw(st.integers(0, 900))
        lines.append(line(number, paid, sold, taxes=taxes, off=off, weighed=weighed))
    return lines, draw(st.integers(0, 100))


@pytest.fixture(scope="module")
def day(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], tuple[Station, int]]]:
    """One long day at desk 1: the station, and a fresh receipt sequence for each example."""
    import shutil

    folder = Path(shutil.copytree(sqlite_template, tmp_path_factory.mktemp("day") / "store"))
    with closing(open_station(folder, folder, "D01", FrozenClock(NOON))) as station:
        working(station, opening_float=90_000_000)
        taken = iter(range(1_000, 9_000))
        yield lambda: (station, next(taken))


@settings(max_examples=40)
@given(basket=baskets(), parts=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 1_000))))
def test_any_parts_end_at_exactly_what_was_paid(
    day: Callable[[], tuple[Station, int]],
    basket: tuple[list[ReceiptLine], int],
    parts: list[Part],
) -> None:
    station, sequence = day()
    lines, percent = basket
    paid = total(x.paid for x in lines).minor
    tenders = {Tender.CARD: paid * percent // 100, Tender.CASH: paid - paid * percent // 100}
    receipt = sell(station, *lines, paid={t: a for t, a in tenders.items() if a}, sequence=sequence)
    before = _till(station)
    processor = SimulatedProcessor()
    given_back = 0
    for place, share in [*parts[:6], *((n, 1_000) for n in range(len(lines)))]:
        given_back += _step(station, receipt, place % len(lines), share, processor)
        assert given_back <= paid
    assert given_back == paid
    view = service.receipt_view(station, receipt.id)
    assert all(x.refunded == x.line.paid for x in view.lines)
    assert all(t.refundable == Money(0) for t in view.tenders)
    assert before - _till(station) == Money(tenders[Tender.CASH])
    assert processor.moved_cents == tenders[Tender.CARD]
    with station.look() as work:
        assert verify_returns(work.connection) == []


def test_after_such_a_day_the_whole_store_verifies(
    day: Callable[[], tuple[Station, int]],
) -> None:
    station, sequence = day()
    receipt = sell(station, line(paid=1_000), sequence=sequence)
    _step(station, receipt, 0, 1_000, SimulatedProcessor())
    report = verify_store(station.database, station.home, station.keys, [verify_returns])
    assert report.problems == ()


def _step(station: Station, receipt: Receipt, place: int, share: int, processor: Any) -> int:
    """Give back a part of what is left of a line; with approval where it is asked for."""
    number = receipt.lines[place].number
    left = service.start(station, receipt.id).returnable(number)
    much = Quantity(max(1, left.milli * share // 1_000))
    if not receipt.lines[place].weighed:
        much = units(max(1, much.milli // 1_000))
    if left <= NONE:
        return 0
    draft = coming_back(station, receipt, {number: min(much, left)})
    yes = None
    if service.assess(draft, station).verdict.to_cover():
        yes = approved(station, draft, MANAGER)
    return service.complete(draft, station, yes, processor=processor).refund.minor


def _till(station: Station) -> Money:
    with station.look() as work:
        return balance(work.connection, "till:7", Tender.CASH)
