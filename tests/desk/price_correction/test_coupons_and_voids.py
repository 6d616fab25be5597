"""Corrections of what coupons paid, their slips, and what stands against taking one back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from counter_app.core.approval import Approval
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.money import Money
from counter_app.core.receipt import DiscountKind, DiscountShare, ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import Sort
from counter_app.desk.price_correction.voids import void
from counter_app.desk.returns import service as returns
from counter_app.desk.returns.checks import verify_returns
from counter_app.documents.text import render_text
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.price_correction.desk import approval_for, choose, claim, correct, rung, with_state
from tests.desk.returns.desk import SOLD_ON, booked, coming_back, sell, stored, working
from tests.stores import LEAD, PINS


def test_a_correction_is_not_voided_once_its_goods_count_as_never_had(station: Station) -> None:
    """The tax of goods that are gone could never be given back again."""
    desk = working(station)
    sold = sell(desk, rung(1, 1000, 1, tax=80))
    exempt: dict[str, Any] = {"sort": Sort.TAX_EXEMPT, "right": None, "certificate": "TX-9"}
    done = correct(desk, sold, **exempt, expires=SOLD_ON)
    gone = correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED)
    assert done.refund + gone.refund == Money(1080)
    with pytest.raises(Refused, match="came back after"):
        void(done.transaction_id, "clerk_mistake", desk)


def test_a_clock_that_was_set_back_hides_no_return_from_a_void(
    station: Station, clock: FrozenClock
) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    done = correct(desk, sold)
    clock.set(clock.now() - timedelta(minutes=5))
    returns.complete(coming_back(desk, sold, {1: 1}), desk)
    with pytest.raises(Refused, match="came back after"):
        void(done.transaction_id, "clerk_mistake", desk)


def test_what_a_coupon_paid_is_not_paid_out_by_a_correction(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 399, 1), paid={Tender.COUPON: 100, Tender.CASH: 299})
    done = correct(desk, sold, right=None, sort=Sort.DOUBLE_SCAN)
    assert done.refund == Money(299)
    assert booked(done.postings) == {
        "price_corrections": 399,
        "till:7": -299,
        "income:coupons_kept": -100,
    }
    rows = slip_rows(done)
    assert rows["Price difference"] + rows["Paid by coupon"] == rows["REFUND, CASH"] == -299
    back = void(done.transaction_id, "clerk_mistake", desk, yes_to_void(desk, done))
    rows = slip_rows(back)
    assert (rows["Paid by coupon"], rows["BACK TO TILL"]) == (-100, 299)
    assert "Bonus" not in rows


def test_a_coupon_that_policy_pays_out_gives_its_claim_up_in_a_correction_too(
    station: Station,
) -> None:
    desk = working(station)
    choose(desk, "neutral", ("the claim stays\nto = []", 'the claim stays\nto = ["cash"]'))
    sold = sell(desk, rung(1, 399, 1), paid={Tender.COUPON: 399})
    done = correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED)
    assert booked(done.postings) == {
        "price_corrections": 399,
        "till:7": -399,
        "coupons_given_back": 399,
        "coupon_claims": -399,
    }


def test_a_coupon_on_what_never_came_is_paid_out_where_policy_says_so(station: Station) -> None:
    """Two of 14.50 each, 1.00 off by a coupon: all of it is back, and the claim given up."""
    desk = working(station)
    choose(desk, "neutral", ("the claim stays\nto = []", 'the claim stays\nto = ["cash"]'))
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    coupon = DiscountShare(DiscountKind.MANUFACTURER_COUPON, Money(100), "", "Coupon")
    sold = sell(desk, rung(1, 1450, 2, gross=Money(3000), discounts=(coupon,)))
    done = correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED, quantity=1)
    assert done.refund == Money(1500)
    assert booked(done.postings) == {
        "price_corrections": 1500,
        "till:7": -1500,
        "coupons_given_back": 50,
        "coupon_claims": -50,
    }
    rows = slip_rows(done)
    assert rows["Price difference"] + rows["Manufacturer coupon"] == rows["REFUND, CASH"] == -1500
    back = void(done.transaction_id, "clerk_mistake", desk)
    assert slip_rows(back)["Manufacturer coupon"] == 50
    assert "Bonus" not in slip_rows(back)
    correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED, quantity=1)
    rest = returns.complete(coming_back(desk, sold, {1: 1}), desk)
    assert (rest.refund, booked(rest.postings)["coupons_given_back"]) == (Money(1500), 50)
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_cash_for_two_payments_is_one_sum_on_the_slip(station: Station) -> None:
    desk = working(station)
    by_two = (ReceiptTender(1, Tender.CASH, Money(200)), ReceiptTender(2, Tender.CASH, Money(300)))
    sold = sell(desk, rung(1, 500, 1), tenders=by_two)
    done = correct(desk, sold, right=None, sort=Sort.DOUBLE_SCAN)
    assert slip_rows(done)["REFUND, CASH"] == -500
    assert render_text(done.documents[0]).count("-5.00") == 3


def test_a_till_of_yesterday_pays_no_correction(station: Station, clock: FrozenClock) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused) as no:
        correct(desk, sold)
    assert no.value.code == "till_of_yesterday"
    credit = service.complete(with_state(claim(desk, sold), tender=Tender.STORE_CREDIT), desk)
    with desk.look() as work:
        assert stored(desk, credit.transaction_id).transaction.business_date == work.today()


def test_a_void_says_what_goes_into_the_till_and_what_does_not(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 700, 1), paid={Tender.STORE_CREDIT: 200, Tender.CASH: 500})
    done = correct(desk, sold, right=None, sort=Sort.DOUBLE_SCAN)
    check_void_slip(void(done.transaction_id, "clerk_mistake", desk, yes_to_void(desk, done)))
    given = returns.complete(coming_back(desk, sold, {1: 1}), desk)
    with pytest.raises(ApprovalRequired) as asked:
        returns.void(given.transaction_id, "clerk_mistake", desk)
    yes = approval_for(desk, asked.value, LEAD)
    check_void_slip(returns.void(given.transaction_id, "clerk_mistake", desk, yes))


def yes_to_void(desk: Station, done: Completed) -> Approval:
    with pytest.raises(ApprovalRequired) as asked:
        void(done.transaction_id, "clerk_mistake", desk)
    return approval_for(desk, asked.value, LEAD)


def check_void_slip(made: Completed) -> None:
    text = render_text(made.documents[0])
    (credit,) = [row for row in text.splitlines() if row.startswith("Store credit ")]
    assert credit.endswith(" -2.00")
    assert "taken back" in credit
    assert re.search(r"BACK TO TILL +5\.00", text)


def slip_rows(done: Completed) -> dict[str, int]:
    """The rows of a slip that end in an amount, in cents."""
    found = {}
    for row in render_text(done.documents[0]).splitlines():
        if match := re.fullmatch(r"(.+?) +(-?)([0-9]+)\.([0-9]{2})", row):
            found[match[1]] = int(f"{match[2]}{match[3]}{match[4]}")
    return found
