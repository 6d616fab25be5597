"""A sale at the desk on the real books, on both engines: posted once, receipt written, returnable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Kind, PriceChange, Tender
from counter_app.desk.returns import service as returns
from counter_app.devices.card_processor import ManualProcessor, SimulatedProcessor, Step
from counter_app.records.items import find_item
from counter_app.records.journal import balance
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade.basket import Basket, add_item, change_price
from counter_app.trade.payments import Offer
from counter_app.trade.sale_service import SaleDone, SaleDraft, complete, judge
from tests.desk.returns.desk import booked, give_back, stored, working
from tests.stores import CLERK_2, LEAD, MANAGER, PINS
from tests.trade.goods import BREAD, LAMP, MUG, stock

TASK = "counter_sale"
CASH = (Offer(Tender.CASH, Money(5000)),)


@pytest.fixture
def desk(either_station: Station) -> Station:
    stock(either_station)
    return working(either_station)


def basket() -> Basket:
    return add_item(add_item(Basket(), MUG, units(2)), BREAD)


def sold(desk: Station, offers: tuple[Offer, ...] = CASH) -> SaleDone:
    return complete(SaleDraft(new_id(), basket(), offers), desk, TASK)


def test_s01_a_cash_sale_leaves_its_price_in_the_till(desk: Station) -> None:
    done = sold(desk)
    found = stored(desk, done.transaction_id).transaction
    assert found.kind is Kind.SALE
    assert booked(found.postings) == {
        "sales": -2349,
        "tax:state": -125,
        "tax:city": -40,
        "till:7": 2514,
    }
    assert (done.settlement.change, done.drawer_kick) == (Money(5000 - 2514), True)
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000 + 2514)
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys).problems == ()


def test_the_goods_can_come_back_on_the_slip_and_the_number(desk: Station) -> None:
    done = sold(desk)
    receipt = done.receipt
    assert str(receipt.key) == f"0012/desk.D01/2026-11-21/{done.number}"
    for text in (receipt.barcode, receipt.receipt_number, str(receipt.key)):
        assert [r.id for r in returns.find_receipt(desk, text)] == [receipt.id]
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    back = give_back(desk, receipt, {1: 1})
    assert back.refund == Money(1083)
    assert give_back(desk, receipt, {1: 1, 2: 1}).refund == Money(2514 - 1083)


def test_the_seller_does_not_take_the_goods_back_alone(desk: Station) -> None:
    receipt = sold(desk).receipt
    with pytest.raises(ApprovalRequired):
        give_back(desk, receipt, {1: 1})


def test_the_same_request_again_sells_nothing_twice(desk: Station) -> None:
    draft = SaleDraft(new_id(), basket(), CASH)
    first = complete(draft, desk, TASK)
    again = complete(draft, desk, TASK)
    assert (again.transaction_id, again.number) == (first.transaction_id, first.number)
    assert (again.replayed, again.drawer_kick) == (True, False)
    with pytest.raises(Conflict):
        complete(replace(draft, basket=add_item(Basket(), LAMP)), desk, TASK)


def test_a_changed_price_is_kept_with_its_approver(desk: Station) -> None:
    cheap = change_price(basket(), 1, Money(400), "price_promised", "by the buyer")
    draft = SaleDraft(new_id(), cheap, CASH)
    with pytest.raises(ApprovalRequired) as asked:
        complete(draft, desk, TASK)
    assert asked.value.verdict is not None
    yes = desk.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD])
    found = stored(desk, complete(draft, desk, TASK, yes).transaction_id)
    assert found.transaction.lines[0].price_change == PriceChange(
        Money(1000), Money(400), "price_promised", "by the buyer"
    )
    assert found.approval is not None
    assert found.approval.codes == {"sale.price_change"}
    assert found.transaction.lines[1].price_change is None


def test_nobody_approves_a_price_beyond_their_own_limit(desk: Station) -> None:
    cheap = change_price(add_item(Basket(), LAMP, units(2)), 1, Money(1000), "shelf_price")
    draft = SaleDraft(new_id(), cheap, CASH)
    with desk.look() as work:
        verdict = judge(work, draft, work.operator(desk.operator_id)).verdict
    with pytest.raises(Refused) as no:
        complete(draft, desk, TASK, desk.approve_with_pin(verdict, LEAD, PINS[LEAD]))
    assert no.value.code == "approver_limit"
    yes = desk.approve_with_pin(verdict, MANAGER, PINS[MANAGER])
    assert complete(draft, desk, TASK, yes).settlement.due == Money(2165)


def test_a_card_is_asked_once_and_the_sale_posted_after(desk: Station) -> None:
    processor = SimulatedProcessor([Step.LOSE_ANSWER])
    draft = SaleDraft(new_id(), basket(), (Offer(Tender.CARD),))
    with pytest.raises(Refused) as no:
        complete(draft, desk, TASK, processor=processor)
    assert no.value.code == "sale.card_unknown"
    with pytest.raises(Conflict):
        complete(replace(draft, basket=add_item(Basket(), LAMP)), desk, TASK, processor=processor)
    done = complete(draft, desk, TASK, processor=processor)
    assert processor.taken_cents == 2514
    assert booked(stored(desk, done.transaction_id).transaction.postings)["card_clearing"] == 2514
    (paid,) = done.receipt.tenders
    assert (paid.tender, paid.amount) == (Tender.CARD, Money(2514))
    assert paid.reference.startswith("SIM")


def test_a_declined_card_leaves_the_basket_free(desk: Station) -> None:
    processor = SimulatedProcessor([Step.DECLINE])
    draft = SaleDraft(new_id(), basket(), (Offer(Tender.CARD),))
    with pytest.raises(Refused) as no:
        complete(draft, desk, TASK, processor=processor)
    assert no.value.code == "sale.card_declined"
    assert complete(replace(draft, offers=CASH), desk, TASK).settlement.change == Money(2486)


def test_a_stand_alone_terminal_is_read_and_typed(desk: Station) -> None:
    draft = SaleDraft(new_id(), basket(), (Offer(Tender.CARD),))
    terminal = ManualProcessor()
    with pytest.raises(Refused) as no:
        complete(draft, desk, TASK, processor=terminal)
    assert no.value.code == "sale.card_entry"
    done = complete(draft, desk, TASK, processor=terminal, card_code="A1B2C3")
    assert done.receipt.tenders[0].authorization == "A1B2C3"


def test_a_gift_card_of_nobody_pays_nothing(desk: Station) -> None:
    with pytest.raises(BadInput) as no:
        sold(desk, (Offer(Tender.GIFT_CARD, code="X"),))
    assert no.value.code == "credit.not_a_code"
    with desk.look() as work:
        assert balance(work.connection, "sales") == ZERO


def test_an_item_is_found_whatever_zeros_or_check_digit_a_file_left_out(desk: Station) -> None:
    with desk.look() as work:
        for text in (MUG.code, MUG.code.rjust(14, "0"), MUG.code.lstrip("0"), "4016"):
            assert find_item(work.connection, text) is not None, text
        assert find_item(work.connection, "999999999999") is None
