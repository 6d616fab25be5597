"""Price match (facts P5, P6) and goodwill: proof, checks, window, one a customer and day, limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import CorrectionDraft, Evidence, Sort
from counter_app.desk.price_correction.policy import CHECKS
from counter_app.records.customers import Customer, add_customer
from counter_app.station import Station
from tests.desk.price_correction.desk import claim, codes, for_customer, rung
from tests.desk.returns.desk import SOLD_ON, sell, working

DANA = Customer("0193a000-0000-7000-8000-000000000a01", "4711", "Dana Whitfield")
FLYER = Evidence("competitor", "flyer of 11/20, aisle end")


@pytest.fixture
def desk(station: Station) -> Station:
    """A clerk's desk that knows Dana."""
    working(station)
    with station.open_work() as work:
        add_customer(work.connection, DANA, work.now())
        work.commit()
    return station


def match(
    station: Station, receipt: Receipt, right: int = 1800, **changes: object
) -> CorrectionDraft:
    """Dana's match with every check made and a flyer as proof."""
    made = claim(station, receipt, right=right, sort=Sort.PRICE_MATCH, evidence=FLYER)
    (correction,) = made.corrections
    values = {"checks": frozenset(CHECKS), **changes}
    ready = replace(made, corrections=(replace(correction, **values),))  # type: ignore[arg-type]
    return for_customer(ready, DANA.id, station)


def test_a_match_with_proof_and_checks_gives_the_difference_with_its_tax(desk: Station) -> None:
    done = service.complete(match(desk, sell(desk, rung(1, 2000, 1, tax=160))), desk)
    assert done.refund == Money(216)


def test_each_check_and_the_proof_are_asked_for(desk: Station) -> None:
    """P6: identical, in stock, not excluded; proof."""
    receipt = sell(desk, rung(1, 2000, 1))
    for missing in CHECKS:
        left = frozenset(CHECKS) - {missing}
        assert codes(desk, match(desk, receipt, checks=left)) == {"price.match_check": "FORBID"}
    bare = match(desk, receipt, evidence=Evidence("competitor"))
    assert codes(desk, bare) == {"price.match_proof": "FORBID"}
    picture = Evidence("competitor", file_name="ad.png", file_digest="a" * 64)
    assert codes(desk, match(desk, receipt, evidence=picture)) == {}


def test_one_item_a_customer_and_day(desk: Station) -> None:
    """P6: 1 item per customer per day."""
    service.complete(match(desk, sell(desk, rung(1, 2000, 1))), desk)
    second = match(desk, sell(desk, rung(1, 2000, 1), sequence=2))
    assert codes(desk, second) == {"price.match_limit": "APPROVE"}
    two = match(desk, sell(desk, rung(1, 2000, 2), sequence=3))
    assert "price.match_limit" in codes(desk, two)


def test_nobody_named_means_that_a_manager_decides(desk: Station) -> None:
    draft = replace(match(desk, sell(desk, rung(1, 2000, 1))), customer_id=None)
    assert codes(desk, service.refresh(draft, desk)) == {"price.match_customer": "APPROVE"}


def test_after_the_window_it_is_denied_and_a_manager_may_override(desk: Station) -> None:
    late = sell(desk, rung(1, 2000, 1), on=SOLD_ON - timedelta(days=1))
    assert codes(desk, match(desk, late)) == {"price.match_window": "DENY"}


def test_a_large_match_needs_a_manager(desk: Station) -> None:
    """P5: the manager approves or rejects."""
    found = codes(desk, match(desk, sell(desk, rung(1, 9900, 1)), right=7800))
    assert found["price.match_amount"] == "APPROVE"


def test_goodwill_of_a_day_adds_up(desk: Station) -> None:
    """The clerk's limits: 5.00 at once, 20.00 a day."""
    for sequence in range(1, 5):
        receipt = sell(desk, rung(1, 9900, 1), sequence=sequence)
        given = claim(
            desk, receipt, right=None, sort=Sort.GOODWILL, amount=Money(500), reason="long_wait"
        )
        assert codes(desk, given) == {}
        service.complete(given, desk)
    one_more = claim(
        desk,
        sell(desk, rung(1, 9900, 1), sequence=9),
        right=None,
        sort=Sort.GOODWILL,
        amount=Money(100),
        reason="long_wait",
    )
    assert codes(desk, one_more) == {"price.goodwill_day": "APPROVE"}
