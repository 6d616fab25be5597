"""Prices, discounts, taxes and tenders of returns on the real books; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
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
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.records.goods_back import goods_back
from counter_app.records.items import put_items
from counter_app.records.journal import balance
from counter_app.station import Station
from tests.desk.returns.desk import (
    approved,
    booked,
    coming_back,
    give_back,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.intake.conftest import only_receipt, read_text
from tests.intake.poslog_text import cash, grand, sale, v6
from tests.stores import MANAGER


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


def test_d02_what_was_paid_comes_back_whatever_it_costs_today(desk: Station) -> None:
    """Bought at a promotion's 6.00; the item file asks 10.00 now."""
    with desk.open_work() as work:
        put_items(work.connection, [ItemRow("4001", "Item 1", Money(1000), "Grocery")], work.now())
        work.commit()
    assert refunds(desk, line(paid=600, off=400), steps=[{1: 1}]) == [600]


@pytest.mark.parametrize("today", ["0", "10"])
def test_d03_the_members_discount_of_the_sale_counts_not_todays(desk: Station, today: str) -> None:
    """5.00 less 20 %; another day the same offer gives nothing, or ten percent."""
    offer = (
        f'[[promotions]]\ncode = "P1"\nname = "Member day"\nkind = "percent"\npercent = "{today}"\n'
    )
    if today != "0":
        under(desk, ("\n[roles.clerk]\n", f'\n{offer}refund = "requalify"\n\n[roles.clerk]\n'))
    member = line(paid=800, sold=2, off=200, kind=DiscountKind.LOYALTY)
    assert refunds(desk, member, steps=[{1: 1}, {1: 1}]) == [400, 400]


def test_d05_d06_d08_a_basket_discount_comes_back_by_its_shares(desk: Station) -> None:
    five = (line(paid=12000, off=3000), line(2, paid=4800, off=1200))
    receipt = sell(desk, *five, paid={Tender.CARD: 16800})
    cards, given = SimulatedProcessor(), []
    for number in (1, 2):
        draft = coming_back(desk, receipt, {number: 1})
        yes = (
            approved(desk, draft, MANAGER)
            if service.assess(draft, desk).verdict.to_cover()
            else None
        )
        given.append(service.complete(draft, desk, yes, processor=cards).refund.minor)
    assert (given, cards.moved_cents) == ([12000, 4800], 16800)
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
    three = line(paid=2500, sold=3, off=500)
    assert refunds(desk, three, steps=[{1: 2}, {1: 1}]) == [1667, 833]


def test_d18_what_was_free_comes_back_free_without_a_drawer(desk: Station) -> None:
    receipt = sell(desk, line(paid=0, sold=2, off=1000), paid={})
    first = give_back(desk, receipt, {1: 1})
    second = give_back(desk, receipt, {1: 1})
    assert first.refund == second.refund == Money(0)
    assert first.postings == ()
    assert not first.drawer_kick
    assert service.start(desk, receipt.id).returnable(1) == units(0)
    with desk.look() as work:
        moved = goods_back(work.connection, work.today())
    assert [g.quantity for g in moved] == [units(1), units(1)]


# ------------------------------------------------------------------------------------- tax


def test_t02_tax_inside_the_price_comes_back_to_the_cent(desk: Station) -> None:
    vat = line(paid=17925, sold=10, off=5975)
    share = TaxShare("VAT", "VAT", 200_000, Money(2988), included=True)
    sold = replace(vat, taxes=(share,))
    assert refunds(desk, sold, steps=[{1: 3}, {1: 2}]) == [5377, 3586]
    receipt = sell(desk, sold, sequence=190)
    with pytest.raises(ApprovalRequired) as asked:
        give_back(desk, receipt, {1: 10})
    draft = coming_back(desk, receipt, {1: 10})
    assert asked.value.verdict is not None
    done = service.complete(draft, desk, approved(desk, draft, MANAGER))
    assert booked(done.postings) == {"returns": 14937, "tax:VAT": 2988, "till:7": -17925}


def test_t03_tax_comes_back_piece_by_piece(desk: Station) -> None:
    receipt = sell(desk, line(paid=1497, sold=3, taxes=(133,)))
    done = [give_back(desk, receipt, {1: 1}) for _ in range(3)]
    assert [d.refund.minor for d in done] == [543, 544, 543]
    assert [booked(d.postings)["tax:T0"] for d in done] == [44, 45, 44]


def test_t05_the_tax_of_the_sale_is_added_to_its_price(desk: Station) -> None:
    receipt = sell(desk, line(paid=9999, taxes=(320,)))
    draft = coming_back(desk, receipt, {1: 1})
    done = service.complete(draft, desk, approved(desk, draft, MANAGER))
    assert booked(done.postings) == {"returns": 9999, "tax:T0": 320, "till:7": -10319}


def test_t06_stored_tax_is_reversed_and_the_books_balance(desk: Station) -> None:
    receipt = sell(desk, line(paid=382, sold=2, off=42, taxes=(76,)))
    done = give_back(desk, receipt, {1: 2})
    assert booked(done.postings) == {"returns": 382, "tax:T0": 76, "till:7": -458}


def test_t08_only_the_tax_of_the_returned_line(desk: Station) -> None:
    receipt = sell(desk, line(paid=100, taxes=(10,)), line(2, paid=100, taxes=(11,)))
    done = give_back(desk, receipt, {2: 1})
    assert booked(done.postings) == {"returns": 100, "tax:T0": 11, "till:7": -111}


def test_t09_the_rate_of_the_sale_not_of_today(desk: Station) -> None:
    then = replace(line(paid=1000), taxes=(TaxShare("TX", "State tax", 50_000, Money(50)),))
    receipt = sell(desk, then)
    done = give_back(desk, receipt, {1: 1})
    tax = stored(desk, done.transaction_id).transaction.lines[0].taxes[0]
    assert (tax.rate_ppm, tax.amount) == (50_000, Money(50))


# ---------------------------------------------------------------------------------- tenders


def test_p01_change_was_never_paid(desk: Station) -> None:
    """25.84 to pay, 26.00 given, 0.16 of change: as the register's file tells it."""
    change = "<LineItem><TenderChange><Amount>0.16</Amount></TenderChange></LineItem>"
    bought = only_receipt(
        read_text(v6(sale("25.84") + cash("26.00") + change + grand("25.84")))
    ).receipt
    receipt = sell(desk, *bought.lines, tenders=bought.tenders)
    done = give_back(desk, receipt, {1: 1})
    assert booked(done.postings) == {"returns": 2584, "till:7": -2584}
    assert service.receipt_view(desk, receipt.id).tenders[0].refundable == Money(0)


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
        session = work.till_session()
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000 - 1001)
    assert session is not None
    closed = close_till(CountDraft(new_id(), session.id, total_only=Money(50_000 - 1001)), desk)
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(0)
