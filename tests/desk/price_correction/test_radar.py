"""The overcharge radar finds all and only the receipts that a planted error touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.core.errors import NotFound, Refused
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.receipt import DiscountKind, DiscountShare, Receipt
from counter_app.desk.price_correction import radar
from counter_app.desk.price_correction.draft import Evidence
from counter_app.desk.price_correction.reading import read_draft
from counter_app.desk.returns import service as returns
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, correct, rung
from tests.desk.returns.desk import coming_back, sell, working
from tests.stores import LEAD, OWN_CUSTOMER, PINS

MILK = "4001"


def milk(
    station: Station,
    days_ago: int,
    each: int,
    sequence: int,
    *,
    sold: int = 1,
    off: int = 0,
    kind: DiscountKind = DiscountKind.PROMOTION,
    **changes: Any,
) -> Receipt:
    """One receipt with milk, so many days ago, at noon plus its number in seconds."""
    day = station.clock.now() - timedelta(days=days_ago)
    line = rung(1, each, sold, tax=6 * sold, item_code=MILK)
    if off:
        line = replace(line, discounts=(DiscountShare(kind, Money(off), "P1"),))
    return sell(
        station,
        line,
        rung(2, 500, 1),
        sequence=sequence,
        on=day.date(),
        ended_at=day + timedelta(seconds=sequence),
        **changes,
    )


def lead(station: Station) -> Station:
    """A lead at the desk with an open till."""
    return working(station, LEAD)


def test_a_planted_error_finds_all_and_only_what_it_touched(either_station: Station) -> None:
    desk = lead(either_station)
    for n, days in enumerate((20, 15, 12), 1):
        milk(desk, days, 249, n)
    wrong = [milk(desk, days, 299, n) for n, days in enumerate((10, 9, 9, 8, 3), 11)]
    milk(desk, 8, 299, 21, off=50)
    coupon = milk(desk, 7, 299, 22, off=50, kind=DiscountKind.MANUFACTURER_COUPON)
    milk(desk, 6, 299, 23, status="voided")
    sell(desk, rung(1, 299, 1, item_code="4999"), sequence=24)
    confirmed = wrong[2]
    done = correct(desk, confirmed, 1, 249)
    found = radar.find(done.transaction_id, None, desk)
    wanted = {r.receipt_number for r in (*wrong, coupon)}
    assert {x.sold.receipt_number for x in found.found} == wanted
    assert found.known is radar.Known.LAST_RIGHT_SALE
    owed = {x.sold.receipt_number: x.owed.minor for x in found.found}
    assert owed.pop(confirmed.receipt_number) == 0, "it was put right already"
    assert set(owed.values()) == {51}
    assert found.liability == Money(51 * 5)
    assert found.receipts == 5


RIGHT = 299


@dataclass(frozen=True, slots=True)
class Sale:
    """One receipt of a made-up history; `off` is the store's own discount on a unit."""

    day: int
    each: int
    sold: int = 1
    off: int = 0
    coupon: int = 0
    finished: bool = True
    other_item: bool = False

    @property
    def charged(self) -> int:
        return self.each - self.off

    @property
    def wrong(self) -> bool:
        return self.finished and not self.other_item and self.charged > RIGHT

    def owed(self) -> int:
        """Difference of all units with its share of the tax, half a cent counting as one."""
        difference = (self.charged - RIGHT) * self.sold
        net = self.charged * self.sold - self.coupon
        return difference + (2 * 6 * self.sold * difference + net) // (2 * net)


SALES = st.builds(
    Sale,
    day=st.integers(1, 28),
    each=st.sampled_from([RIGHT, RIGHT - 20, 349, 349, 399]),
    sold=st.integers(1, 3),
    off=st.sampled_from([0, 0, 0, 50]),
    coupon=st.sampled_from([0, 0, 25]),
    finished=st.sampled_from([True, True, True, False]),
    other_item=st.sampled_from([False, False, False, True]),
)
COUNTER = count(1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SALES, min_size=1, max_size=12), st.data())
def test_any_history_gives_all_and_only_the_receipts_the_error_touched(
    station: Station, history: list[Sale], data: st.DataObject
) -> None:
    """Right and wrong prices in any order, discounts, coupons, voided sales and other items."""
    desk = lead(station) if station.operator is None else station
    history = [*sorted(history, key=lambda s: -s.day), Sale(0, 349)]
    item = f"77{next(COUNTER):05d}"
    receipts = [sold_in_history(desk, item, sale, next(COUNTER)) for sale in history]
    plain = [n for n, sale in enumerate(history) if sale.wrong and not sale.coupon]
    confirmed = data.draw(st.sampled_from(plain))
    done = correct(desk, receipts[confirmed], 1, RIGHT)

    found = radar.find(done.transaction_id, None, desk)

    right_before = [
        n
        for n, sale in enumerate(history[:confirmed])
        if sale.finished and not sale.other_item and sale.each <= RIGHT
    ]
    since = right_before[-1] if right_before else -1
    touched = [n for n, sale in enumerate(history) if n > since and sale.wrong]
    assert [x.sold.receipt_id for x in found.found] == [receipts[n].id for n in touched]
    owed = {x.sold.receipt_id: x.owed.minor for x in found.found}
    assert owed.pop(receipts[confirmed].id) == 0, "it was put right already"
    expected = {receipts[n].id: history[n].owed() for n in touched if n != confirmed}
    assert owed == expected
    assert found.liability == Money(sum(expected.values()))


def sold_in_history(desk: Station, item: str, sale: Sale, number: int) -> Receipt:
    """The receipt of one sale, later ones of a day after earlier ones."""
    day = desk.clock.now() - timedelta(days=sale.day)
    line = rung(1, sale.each, sale.sold, tax=6 * sale.sold)
    line = replace(line, item_code="4999" if sale.other_item else item)
    shares = [
        DiscountShare(kind, Money(amount), "P1")
        for kind, amount in (
            (DiscountKind.PROMOTION, sale.off * sale.sold),
            (DiscountKind.MANUFACTURER_COUPON, sale.coupon),
        )
        if amount
    ]
    return sell(
        desk,
        replace(line, discounts=tuple(shares)),
        sequence=number % 9999 + 1,
        on=day.date(),
        ended_at=day + timedelta(milliseconds=number),
        status="finished" if sale.finished else "voided",
    )


def test_the_date_on_the_tag_says_since_when(station: Station) -> None:
    """Always sold at 2.99: only the tag tells when 2.49 began."""
    desk = lead(station)
    receipts = [milk(desk, days, 299, n) for n, days in enumerate((20, 10, 5, 1), 1)]
    shown = desk_day(desk, 10)
    evidence = Evidence("shelf_tag", day=shown)
    done = correct(desk, receipts[3], 1, 249, evidence=evidence)
    found = radar.find(done.transaction_id, None, desk)
    assert found.known is radar.Known.TAG
    wanted = {r.receipt_number for r in receipts[1:]}
    assert {x.sold.receipt_number for x in found.found} == wanted
    later = radar.find(done.transaction_id, None, desk, shown_since=desk_day(desk, 5))
    assert len(later.found) == 2


def test_without_a_right_sale_the_item_file_says_since_when(station: Station) -> None:
    desk = lead(station)
    receipts = [milk(desk, days, 299, n) for n, days in enumerate((20, 5, 2), 1)]
    changed = desk.clock.now() - timedelta(days=7)
    with desk.open_work() as work:
        put_items(work.connection, [ItemRow(MILK, "Milk", Money(249))], changed)
        work.commit()
    done = correct(desk, receipts[2], 1, 249)
    found = radar.find(done.transaction_id, None, desk)
    assert found.known is radar.Known.ITEM_FILE
    assert len(found.found) == 2


def test_what_came_back_is_not_owed(station: Station) -> None:
    desk = lead(station)
    milk(desk, 12, 249, 1)
    kept, gone = milk(desk, 3, 299, 2, sold=2), milk(desk, 3, 299, 3)
    returns.complete(coming_back(desk, kept, {1: 1}), desk)
    returns.complete(coming_back(desk, gone, {1: 1}), desk)
    with desk.open_work() as work:
        put_items(work.connection, [ItemRow(MILK, "Milk", Money(299))], work.now())
        work.commit()
    sweep = radar.find_item(MILK, Money(249), desk)
    owed = {x.sold.receipt_number: x.owed.minor for x in sweep.found}
    assert owed == {kept.receipt_number: 51, gone.receipt_number: 0}


def test_the_law_of_the_place_adds_its_compensation(station: Station) -> None:
    desk = lead(station)
    choose(desk, "michigan")
    milk(desk, 12, 249, 1)
    one, _ = milk(desk, 3, 299, 2), milk(desk, 2, 299, 3)
    done = correct(desk, one, 1, 249)
    found = radar.find(done.transaction_id, None, desk)
    assert radar.compensation(found, desk) == Money(500)


def test_a_tag_task_is_opened_once_listed_and_closed(either_station: Station) -> None:
    desk = lead(either_station)
    milk(desk, 12, 249, 1)
    done = correct(desk, milk(desk, 3, 299, 2), 1, 249)
    found = radar.find(done.transaction_id, None, desk)
    task = radar.open_task(found, desk)
    assert radar.open_task(found, desk).id == task.id
    assert [t.id for t in radar.open_tasks(desk)] == [task.id]
    radar.close_task(task.id, desk, note="tag replaced")
    assert radar.open_tasks(desk) == ()
    with pytest.raises(NotFound):
        radar.close_task(task.id, desk)


def test_known_customers_are_offered_what_is_owed_once(either_station: Station) -> None:
    desk = lead(either_station)
    milk(desk, 12, 249, 1)
    theirs = milk(desk, 4, 299, 2, customer_ref=OWN_CUSTOMER.number)
    done = correct(desk, milk(desk, 3, 299, 3), 1, 249)
    found = radar.find(done.transaction_id, None, desk)
    assert [x.sold.receipt_number for x in found.to_known] == [theirs.receipt_number]
    assert found.customers == {OWN_CUSTOMER.number: OWN_CUSTOMER.name}
    assert radar.offer_credit(found, desk).lines == 1
    assert radar.offer_credit(found, desk).lines == 0
    with desk.look() as work:
        draft = read_draft(work, theirs.id, "0193a000-0000-7000-8000-0000000000ab", 1)
    assert [(o.line_number, o.right, o.amount) for o in draft.offers] == [
        (1, Money(249), Money(51))
    ]


def test_a_clerk_may_not_search(station: Station) -> None:
    desk = lead(station)
    done = correct(desk, milk(desk, 3, 299, 3), 1, 249)
    desk.sign_off()
    desk.sign_on_with_pin("2047", PINS["2047"])
    with pytest.raises(Refused):
        radar.find(done.transaction_id, None, desk)


def test_only_a_wrong_price_has_others_to_look_for(station: Station) -> None:
    desk = lead(station)
    with pytest.raises(NotFound):
        radar.find("0193a000-0000-7000-8000-0000000000ab", None, desk)
    with pytest.raises(NotFound):
        radar.find_item("nothing", Money(1), desk)


def desk_day(desk: Station, days_ago: int) -> date:
    """The business date so many days ago."""
    with desk.look() as work:
        return work.today() - timedelta(days=days_ago)
