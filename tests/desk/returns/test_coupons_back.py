"""P10: what a coupon paid stays with the store, or is paid out and its claim given up, by policy."""

from __future__ import annotations

import pytest

from counter_app.core.money import Money, total
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.documents.text import render_text
from counter_app.station import Station
from tests.desk.returns.desk import booked, coming_back, give_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_approvals import voided
from tests.desk.returns.test_service_tenders import under


@pytest.fixture
def desk(station: Station) -> Station:
    return working(station)


def test_p10_what_a_coupon_paid_is_not_paid_out_and_its_claim_stays(desk: Station) -> None:
    receipt = sell(desk, line(paid=399), paid={Tender.COUPON: 100, Tender.CASH: 299})
    done = give_back(desk, receipt, {1: 1})
    assert done.refund == Money(299)
    assert booked(done.postings) == {"returns": 399, "till:7": -299, "income:coupons_kept": -100}
    assert "Paid by coupon                              1.00" in render_text(done.documents[0])
    back = voided(desk, done)
    assert "Paid by coupon                             -1.00" in render_text(back.documents[0])


def test_why_adds_up_where_a_coupon_paid(desk: Station) -> None:
    receipt = sell(desk, line(paid=399), paid={Tender.COUPON: 100, Tender.CASH: 299})
    refund = service.assess(coming_back(desk, receipt, {1: 1}), desk).refund
    assert total(row.amount for row in refund.why) == refund.total == Money(299)


COUPON_TO_CASH = (("the claim stays\nto = []", 'the claim stays\nto = ["cash"]'),)


def test_p10_by_policy_the_coupons_value_is_paid_and_its_claim_given_up(desk: Station) -> None:
    """3.99 less a coupon of 1.00, two of them: one by one, each with its part of the coupons."""
    under(desk, *COUPON_TO_CASH)
    off = line(paid=598, sold=2, off=200, kind=DiscountKind.MANUFACTURER_COUPON, taxes=(51,))
    receipt = sell(desk, off)
    first = give_back(desk, receipt, {1: 1})
    assert first.refund == Money(399 + 26)
    assert booked(first.postings) == {
        "returns": 399,
        "tax:T0": 26,
        "till:7": -425,
        "coupons_given_back": 100,
        "coupon_claims": -100,
    }
    assert "Manufacturer coupon" in render_text(first.documents[0])
    second = give_back(desk, receipt, {1: 1})
    assert "Manufacturer coupon" in render_text(voided(desk, second).documents[0])
    second = give_back(desk, receipt, {1: 1})
    assert first.refund + second.refund == Money(598 + 51 + 200)
    with desk.look() as work:
        assert list(verify_returns(work.connection)) == []


def test_p10_so_is_what_a_coupon_paid_as_a_tender(desk: Station) -> None:
    under(desk, *COUPON_TO_CASH)
    receipt = sell(desk, line(paid=399), paid={Tender.COUPON: 100, Tender.CASH: 299})
    done = give_back(desk, receipt, {1: 1})
    assert done.refund == Money(399)
    assert booked(done.postings) == {
        "returns": 399,
        "till:7": -399,
        "coupons_given_back": 100,
        "coupon_claims": -100,
    }
    with desk.look() as work:
        assert list(verify_returns(work.connection)) == []


def test_p10_the_coupons_value_never_draws_on_food_benefits(desk: Station) -> None:
    """SNAP paid 2.99 of 3.99: that goes back to SNAP alone, the coupon's 1.00 as policy says."""
    under(desk, *COUPON_TO_CASH)
    food = line(paid=299, off=100, kind=DiscountKind.MANUFACTURER_COUPON, food_stampable=True)
    receipt = sell(desk, food, paid={Tender.EBT_FOOD: 299})
    draft = coming_back(desk, receipt, {1: 1})
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    assert [(t.tender, t.amount.minor) for t in done.tenders] == [
        (Tender.EBT_FOOD, 299),
        (Tender.CASH, 100),
    ]
