"""Voids of exchanges whose new goods a card or a credit paid: given back to it, once, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.approval import Approval
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import CreditStanding, again
from counter_app.desk.credits.service import complete as complete_credit
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.new_goods import pay_with
from counter_app.devices.card_processor import (
    Approved,
    Declined,
    SimulatedProcessor,
    Step,
)
from counter_app.documents.text import render_text
from counter_app.records.journal import balance
from counter_app.records.payments import PaymentAttempt, attempts_of
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.credit_payments import offer_credit
from counter_app.trade.payments import Offer
from tests.desk.returns.desk import approval_for, coming_back, open_attempts, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_exchange import swapping
from tests.stores import LEAD, MANAGER, PINS
from tests.trade.goods import LAMP
from tests.trade.test_credits import issued

WHY = "clerk_mistake"
DUE = 1706
"""A lamp for 27.06 against a line for 10.00 that came back."""


@pytest.fixture
def desk(station: Station) -> Station:
    return working(station)


def exchanged(
    desk: Station, *offers: Offer, cards: SimulatedProcessor | None = None
) -> tuple[Receipt, Completed]:
    """A lamp for a line of 10.00, paid like this; the lead is signed on afterwards."""
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    draft = replace(draft, new=pay_with(draft.new, *offers))
    done = service.complete(draft, desk, processor=cards)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    return receipt, done


def attempts(desk: Station, transaction_id: str) -> tuple[PaymentAttempt, ...]:
    with desk.look() as work:
        return attempts_of(work.connection, transaction_id)


def nothing_moved(desk: Station, receipt: Receipt) -> None:
    with desk.look() as work:
        assert balance(work.connection, "card_clearing") == Money(DUE)
    assert service.start(desk, receipt.id).returnable(1) == units(0)


def all_back(desk: Station, receipt: Receipt, returns: int = 0) -> None:
    """Every account is as before the visit, and the old goods may come back again."""
    with desk.look() as work:
        assert balance(work.connection, "returns") == Money(returns)
        for account in ("sales", "exchange_clearing", "tax:state", "card_clearing", "rounding"):
            assert balance(work.connection, account) == Money(0), account
        assert verify_credits(work.connection) == []
    assert service.start(desk, receipt.id).returnable(1) == units(1)
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys, (verify_returns,)).problems == ()


def test_a_card_gets_back_what_it_paid_for_the_new_goods(desk: Station) -> None:
    cards = SimulatedProcessor()
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=cards)
    void = service.void(done.transaction_id, WHY, desk, processor=cards)
    assert (void.kind, void.drawer_kick) == (Kind.VOID, False)
    assert (cards.taken_cents, cards.moved_cents) == (DUE, DUE)
    (attempt,) = attempts(desk, void.transaction_id)
    slip = render_text(void.documents[0], 48)
    assert "BACK TO CUSTOMER" in slip
    assert f"Card, approval {attempt.code}" in slip
    all_back(desk, receipt)


def test_a_declined_card_leaves_the_exchange_as_it_is(desk: Station) -> None:
    cards = SimulatedProcessor()
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=cards)
    no_more = SimulatedProcessor([Step.DECLINE])
    request = new_id()
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, WHY, desk, request_id=request, processor=no_more)
    assert no.value.code == "refund.card_declined"
    nothing_moved(desk, receipt)
    assert ([a.state for a in attempts(desk, request)], open_attempts(desk)) == (
        ["declined"],
        (),
    )
    void = service.void(done.transaction_id, WHY, desk, processor=no_more)
    assert void.kind is Kind.VOID
    all_back(desk, receipt)


def test_an_unknown_answer_is_never_asked_twice_and_ends_the_void(desk: Station) -> None:
    cards = SimulatedProcessor([Step.APPROVE, Step.LOSE_ANSWER])
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=cards)
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, WHY, desk, processor=cards)
    assert no.value.code == "refund.card_unknown"
    nothing_moved(desk, receipt)
    with pytest.raises(Conflict) as twice:
        service.void(done.transaction_id, WHY, desk, processor=cards)
    assert twice.value.code == "refund.card_under_way"
    (attempt,) = open_attempts(desk)
    void = service.resolve_attempt(attempt.request_id, desk, processor=cards)
    assert void is not None
    assert stored(desk, void.transaction_id).transaction.reverses == done.transaction_id
    assert cards.moved_cents == DUE
    all_back(desk, receipt)


def test_while_the_card_is_asked_the_new_goods_cannot_come_back(desk: Station) -> None:
    cards = SimulatedProcessor([Step.APPROVE, Step.LOSE_REQUEST])
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=cards)
    with pytest.raises(Refused):
        service.void(done.transaction_id, WHY, desk, processor=cards)
    assert done.sale is not None
    (found,) = service.find_receipt(desk, done.sale.receipt_number)
    new_goods = service.start(desk, found.id).receipt
    with pytest.raises(Conflict):
        service.complete(coming_back(desk, new_goods, {1: 1}), desk, processor=cards)
    (attempt,) = open_attempts(desk)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    assert service.resolve_attempt(attempt.request_id, desk, Declined("Not there.")) is None
    nothing_moved(desk, receipt)


def test_a_code_typed_from_the_terminal_finishes_the_void(desk: Station) -> None:
    cards = SimulatedProcessor()
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=cards)
    request = new_id()
    with pytest.raises(Refused) as entry:
        service.void(done.transaction_id, WHY, desk, request_id=request)
    assert entry.value.code == "refund.card_entry"
    with pytest.raises(Conflict):
        service.void(done.transaction_id, "customer_changed_mind", desk, request_id=request)
    void = service.void(done.transaction_id, WHY, desk, request_id=request, card_code="A12345")
    assert void.transaction_id == request
    assert "Card, approval A12345" in render_text(void.documents[0], 48)
    again_ = service.void(done.transaction_id, WHY, desk, request_id=request)
    assert again_.replayed
    all_back(desk, receipt)


def test_a_person_who_found_out_ends_it_as_it_was_agreed(desk: Station) -> None:
    """Other voids and a settled till in between change nothing: the card has its money."""
    receipt, done = exchanged(desk, Offer(Tender.CARD), cards=SimulatedProcessor())
    with pytest.raises(Refused):
        service.void(done.transaction_id, WHY, desk)
    (attempt,) = open_attempts(desk)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    void = service.resolve_attempt(attempt.request_id, desk, Approved("B77001", ""))
    assert void is not None
    all_back(desk, receipt)


@pytest.mark.parametrize("kind", [Tender.GIFT_CARD, Tender.STORE_CREDIT])
def test_a_credit_gets_back_what_it_paid(desk: Station, kind: Tender) -> None:
    credit_id, code = issued(desk, 3_000, kind)
    offer = offer_credit(code, desk).offer
    receipt, done = exchanged(desk, replace(offer, amount=Money(DUE)))
    assert again(credit_id, desk).state.balance == Money(3_000 - DUE)
    void = service.void(done.transaction_id, WHY, desk)
    assert again(credit_id, desk).state.balance == Money(3_000)
    slip = render_text(void.documents[0], 48)
    assert "Left on it" in slip
    assert "30.00" in slip
    all_back(desk, receipt, returns=3_000)


def test_a_used_up_card_is_good_again(desk: Station) -> None:
    credit_id, code = issued(desk, 1_000, Tender.GIFT_CARD)
    receipt, done = exchanged(desk, offer_credit(code, desk).offer, Offer(Tender.CASH))
    void = service.void(done.transaction_id, WHY, desk)
    assert void.drawer_kick
    assert again(credit_id, desk).state.balance == Money(1_000)
    slip = render_text(void.documents[0], 48)
    assert "Gift card" in slip
    assert "Cash" in slip
    all_back(desk, receipt, returns=1_000)


def test_a_replaced_paper_gets_it_under_its_new_code(desk: Station) -> None:
    """The old code stays worthless, and the balance is whole."""
    credit_id, code = issued(desk, 3_000, Tender.GIFT_CARD)
    offer = offer_credit(code, desk).offer
    receipt, done = exchanged(desk, replace(offer, amount=Money(DUE)))
    lost = CreditDraft(new_id(), Action.REPLACE, credit_id, reference="lost")
    new = complete_credit(lost, desk, _yes(desk, lost)).issued
    assert new is not None
    service.void(done.transaction_id, WHY, desk)
    assert again(credit_id, desk).state.balance == Money(0)
    assert again(credit_id, desk).standing is CreditStanding.REPLACED
    assert again(new, desk).state.balance == Money(3_000)
    all_back(desk, receipt, returns=3_000)


def _yes(desk: Station, draft: CreditDraft) -> Approval:
    with pytest.raises(ApprovalRequired) as asked:
        complete_credit(draft, desk)
    return approval_for(desk, asked.value, MANAGER)
