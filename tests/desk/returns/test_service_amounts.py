"""Prices, discounts, taxes and tenders of returns on the real books; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import (
    DiscountKind,
    ReceiptLine,
    TaxShare,
)
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import choose_tender
from counter_app.records.journal import balance
from counter_app.station import Station
from tests.desk.returns.desk import (
    booked,
    coming_back,
    give_back,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def refunds(
    station: Station, *lines: ReceiptLine, steps: list[dict[int, Quantity | int]]
) -> list[int]:
    """What each step gives back, in cents; the books must be clean afterwards."""
    receipt = sell(station, *lines)
    amounts = [give_back(station, receipt, step).refund.minor for step in steps]
    with station.look() as work:
        assert verify_returns(work.connection) == []
    return amounts


# ------------------------------------------------------------------------ price and discount


def test_d02_d03_what_was_paid_comes_back_whatever_it_costs_today(desk: Station) -> None:
    lines = (line(paid=60000 // 10, off=4000), line(2, paid=400, off=100))
    assert refunds(desk, *lines, steps=[{1: 1}, {2: 1}]) == [6000, 400]


def test_d05_d06_d08_a_basket_discount_comes_back_by_its_shares(desk: Station) -> None:
    five = (line(paid=12000, off=3000), line(2, paid=4800, off=1200))
    receipt = sell(desk, *five, paid={Tender.CARD: 16800})
    found = [service.assess(coming_back(desk, receipt, {n: 1}), desk).refund.total for n in (1, 2)]
    assert found == [Money(12000), Money(4800)]
    six = (line(paid=540, off=60), line(2, paid=360, off=40))
    receipt = sell(desk, *six, sequence=184)
    assert [give_back(desk, receipt, {n: 1}).refund.minor for n in (1, 2)] == [540, 360]
    eight = (line(paid=2182), line(2, paid=1746), line(3, paid=872))
    receipt = sell(desk, *eight, sequence=185)
    back = [give_back(desk, receipt, {n: 1}).refund.minor for n in (1, 2, 3)]
    assert back == [2182, 1746, 872]
    assert sum(back) == 4800


def test_d09_a_discounted_sale_comes_back_whole_as_paid(desk: Station) -> None:
    assert refunds(desk, line(paid=145, sold=3, off=290), steps=[{1: 3}]) == [145]


def test_d11_three_for_two_comes_back_one_by_one(desk: Station) -> None:
    steps: list[dict[int, Quantity | int]] = [{1: 1}, {1: 1}, {1: 1}]
    assert refunds(desk, line(paid=2000, sold=3, off=1000), steps=steps) == [667, 666, 667]


def test_d14_the_kept_line_keeps_its_share(desk: Station) -> None:
    receipt = sell(desk, line(paid=5400, off=600), line(2, paid=3600, off=400))
    assert give_back(desk, receipt, {2: 1}).refund == Money(3600)
    kept = service.receipt_view(desk, receipt.id)
    assert kept.lines[0].line.paid == Money(5400)
    assert kept.tenders[0].refundable == Money(5400)


def test_d15_a_discount_on_one_of_three_is_given_back_once(desk: Station) -> None:
    assert sum(refunds(desk, line(paid=2500, sold=3, off=500), steps=[{1: 2}, {1: 1}])) == 2500


def test_d18_what_was_free_comes_back_free_without_a_drawer(desk: Station) -> None:
    receipt = sell(desk, line(paid=0, sold=2, off=1000), paid={})
    first = give_back(desk, receipt, {1: 1})
    second = give_back(desk, receipt, {1: 1})
    assert first.refund == second.refund == Money(0)
    assert first.postings == ()
    assert not first.drawer_kick
    assert service.start(desk, receipt.id).returnable(1) == units(0)


# ------------------------------------------------------------------------------------- tax


def test_t02_tax_inside_the_price_comes_back_to_the_cent(desk: Station) -> None:
    vat = line(paid=17925, sold=10, off=5975)
    share = TaxShare("VAT", "VAT", 200_000, Money(2988), included=True)
    assert refunds(desk, replace(vat, taxes=(share,)), steps=[{1: 3}, {1: 2}])[0] > 0
    receipt = sell(desk, replace(vat, taxes=(share,)), sequence=190)
    with pytest.raises(ApprovalRequired):
        give_back(desk, receipt, {1: 10})
    assert service.assess(coming_back(desk, receipt, {1: 10}), desk).refund.total == Money(17925)


def test_t03_tax_comes_back_piece_by_piece(desk: Station) -> None:
    receipt = sell(desk, line(paid=1497, sold=3, taxes=(133,)))
    done = [give_back(desk, receipt, {1: 1}) for _ in range(3)]
    assert [d.refund.minor for d in done] == [543, 544, 543]
    assert [booked(d.postings)["tax:T0"] for d in done] == [44, 45, 44]


def test_t05_the_tax_of_the_sale_is_added_to_its_price(desk: Station) -> None:
    receipt = sell(desk, line(paid=9000, taxes=(320,)))
    assert give_back(desk, receipt, {1: 1}).refund == Money(9320)


def test_t06_stored_tax_is_reversed_and_the_books_balance(desk: Station) -> None:
    receipt = sell(desk, line(paid=382, sold=2, off=42, taxes=(76,)))
    done = give_back(desk, receipt, {1: 2})
    assert booked(done.postings) == {"returns": 382, "tax:T0": 76, "till:7": -458}


def test_t08_only_the_tax_of_the_returned_line(desk: Station) -> None:
    receipt = sell(desk, line(paid=100, taxes=(10,)), line(2, paid=100, taxes=(11,)))
    assert booked(give_back(desk, receipt, {2: 1}).postings)["tax:T0"] == 11


def test_t09_the_rate_of_the_sale_not_of_today(desk: Station) -> None:
    then = replace(line(paid=1000), taxes=(TaxShare("TX", "State tax", 50_000, Money(50)),))
    receipt = sell(desk, then)
    done = give_back(desk, receipt, {1: 1})
    tax = stored(desk, done.transaction_id).transaction.lines[0].taxes[0]
    assert (tax.rate_ppm, tax.amount) == (50_000, Money(50))


# ---------------------------------------------------------------------------------- tenders


def test_p01_change_was_never_paid(desk: Station) -> None:
    receipt = sell(desk, line(paid=2584), paid={Tender.CASH: 2584})
    assert give_back(desk, receipt, {1: 1}).refund == Money(2584)


def test_p02_no_request_can_name_an_amount(desk: Station) -> None:
    """The amount is worked out, never typed: a hand-made history that would pay more is stale."""
    receipt = sell(desk, line(paid=10_000, sold=4))
    give_back(desk, receipt, {1: 1})
    draft = coming_back(desk, receipt, {1: 3})
    with pytest.raises(Conflict):
        service.complete(
            replace(draft, history={}, choices=(replace(draft.choices[0], quantity=units(4)),)),
            desk,
        )


def test_p10_a_manufacturer_coupon_is_not_paid_out(desk: Station) -> None:
    coupon = line(paid=299, off=100, kind=DiscountKind.MANUFACTURER_COUPON, taxes=(25,))
    assert refunds(desk, coupon, steps=[{1: 1}]) == [324]


def test_a_restocking_fee_is_income_and_must_have_been_told(desk: Station) -> None:
    receipt = sell(desk, line(paid=4499, department="Appliances"))
    draft = coming_back(desk, receipt, {1: 1}, "other")
    done = service.complete(draft, desk)
    assert booked(done.postings) == {
        "returns": 4499,
        "income:restocking_fees": -675,
        "till:7": -3824,
    }
    receipt = sell(desk, line(paid=4499, department="Appliances"), sequence=184)
    untold = replace(coming_back(desk, receipt, {1: 1}, "other"), acknowledged=frozenset())
    with pytest.raises(Refused) as no:
        service.complete(untold, desk)
    assert no.value.code == "returns.not_acknowledged"


def test_b2_95_cash_for_a_check_that_may_not_clear_needs_a_manager(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), paid={Tender.CHECK: 1000}, on=date(2026, 11, 18))
    draft = choose_tender(coming_back(desk, receipt, {1: 1}), Tender.CASH)
    with pytest.raises(ApprovalRequired):
        service.complete(draft, desk)
    done = give_back(desk, receipt, {1: 1})  # until it clears, store credit needs nobody
    assert [t.tender for t in done.tenders] == [Tender.STORE_CREDIT]


def test_a_tender_the_policy_does_not_allow_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, food_stampable=True), paid={Tender.EBT_FOOD: 1000})
    draft = choose_tender(coming_back(desk, receipt, {1: 1}), Tender.CASH)
    with pytest.raises(Refused) as no:
        service.complete(draft, desk)
    assert not isinstance(no.value, ApprovalRequired)


def test_s22_a_thousand_half_cents_leave_nothing_over(station: Station) -> None:
    """An odd cent over many pieces, given back one by one: the till ends exactly right."""
    desk = working(station)
    receipt = sell(desk, line(paid=1001, sold=100, off=99))
    given = sum(give_back(desk, receipt, {1: 1}).refund.minor for _ in range(100))
    assert given == 1001
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000 - 1001)
