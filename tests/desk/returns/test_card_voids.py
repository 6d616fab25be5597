"""Voids of returns that cards were refunded for: the refund is called back, once, or nothing moves."""

from __future__ import annotations

import pytest

from counter_app.core.errors import Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt, ReceiptTender
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import close_till, open_till
from counter_app.devices.card_processor import (
    Approved,
    Declined,
    SimulatedProcessor,
    Step,
    Terminals,
)
from counter_app.documents.text import render_text
from counter_app.records.journal import balance
from counter_app.records.payments import IN, PaymentAttempt, attempts_of
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade import voided_cards
from counter_app.trade.answers import Completed
from counter_app.trade.refunding import store_answer
from tests.desk.returns.desk import (
    booked,
    coming_back,
    give_back,
    open_attempts,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import food
from tests.stores import CLERK, LEAD, MANAGER, PINS

WHY = "clerk_mistake"


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def refunded(
    desk: Station, cards: SimulatedProcessor | Terminals, **paid: int
) -> tuple[Receipt, Completed]:
    """One line that came back as it was paid; the lead is signed on afterwards."""
    tenders = {Tender(kind): cents for kind, cents in paid.items()}
    receipt = sell(desk, line(paid=sum(paid.values())), paid=tenders)
    done = service.complete(coming_back(desk, receipt, {1: 1}), desk, processor=cards)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    return receipt, done


def stays(desk: Station, receipt: Receipt, done: Completed) -> None:
    """Nothing is posted, and the goods count as back."""
    with desk.look() as work:
        assert balance(work.connection, "card_clearing") == Money(-492)
    assert service.start(desk, receipt.id).returnable(1) == units(0)
    assert service.todays_returns(desk)[0].voided is False


def taken_back(desk: Station, receipt: Receipt) -> None:
    """Every account is as before, and the goods may come back again."""
    with desk.look() as work:
        for account in ("returns", "card_clearing"):
            assert balance(work.connection, account) == Money(0), account
    assert service.start(desk, receipt.id).returnable(1) == units(1)
    assert open_attempts(desk) == ()
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys, (verify_returns,)).problems == ()


def refuses(desk: Station, done: Completed, code: str, **how: object) -> Refused:
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, WHY, desk, **how)  # type: ignore[arg-type]
    assert no.value.code == code
    return no.value


def test_the_refund_is_called_back_from_the_card(desk: Station) -> None:
    cards = SimulatedProcessor()
    receipt, done = refunded(desk, cards, card=492)
    void = service.void(done.transaction_id, WHY, desk, processor=cards)
    assert (void.kind, void.drawer_kick, cards.moved_cents) == (Kind.VOID, False, 0)
    assert booked(void.postings) == {"returns": -492, "card_clearing": 492}
    with desk.look() as work:
        (attempt,) = attempts_of(work.connection, void.transaction_id)
    assert (attempt.direction, attempt.amount, attempt.state) == (IN, Money(492), "approved")
    assert stored(desk, void.transaction_id).transaction.tenders[0].reference == attempt.code
    slip = render_text(void.documents[0], 48)
    assert f"Card refund taken back, approval {attempt.code}" in slip
    taken_back(desk, receipt)
    refuses(desk, done, "void.already", processor=cards)


def test_a_part_in_cash_comes_back_together_with_the_cards(desk: Station) -> None:
    cards = SimulatedProcessor()
    receipt, done = refunded(desk, cards, cash=3_000, card=5_000)
    void = service.void(done.transaction_id, WHY, desk, processor=cards)
    assert booked(void.postings) == {"returns": -8_000, "card_clearing": 5_000, "till:7": 3_000}
    assert (void.drawer_kick, cards.moved_cents) == (True, 0)
    slip = render_text(void.documents[0], 48)
    assert "-50.00" in slip
    assert "30.00" in slip.split("BACK TO TILL")[1]
    taken_back(desk, receipt)


def test_food_benefits_are_called_back_through_their_own_terminal(desk: Station) -> None:
    terminals = Terminals(SimulatedProcessor(), SimulatedProcessor())
    draft = coming_back(desk, food(desk), {1: 1, 2: 1})
    done = service.complete(draft, desk, processor=terminals)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = service.void(done.transaction_id, WHY, desk, processor=terminals)
    assert booked(void.postings) == {"returns": -4709, "till:7": 4000, "ebt_clearing": 709}
    assert terminals.benefits.moved_cents == 0  # type: ignore[attr-defined]


def test_a_declined_card_leaves_the_return_as_it_is(desk: Station) -> None:
    receipt, done = refunded(desk, SimulatedProcessor(), card=492)
    no_more = SimulatedProcessor([Step.DECLINE])
    refuses(desk, done, "refund.card_declined", processor=no_more)
    stays(desk, receipt, done)
    assert open_attempts(desk) == ()
    service.void(done.transaction_id, WHY, desk, processor=no_more)
    taken_back(desk, receipt)


@pytest.mark.parametrize("step", [Step.LOSE_ANSWER, Step.LOSE_REQUEST])
def test_an_unknown_answer_is_never_asked_twice(desk: Station, step: Step) -> None:
    cards = SimulatedProcessor([Step.APPROVE, step])
    receipt, done = refunded(desk, cards, card=492)
    refuses(desk, done, "refund.card_unknown", processor=cards)
    stays(desk, receipt, done)
    with pytest.raises(Conflict):
        service.void(done.transaction_id, WHY, desk, processor=cards)
    (attempt,) = open_attempts(desk)
    void = service.resolve_attempt(attempt.request_id, desk, processor=cards)
    if step is Step.LOSE_REQUEST:
        assert void is None
        stays(desk, receipt, done)
        service.void(done.transaction_id, WHY, desk, processor=cards)
    assert cards.moved_cents == 0
    taken_back(desk, receipt)


def test_a_code_typed_from_the_terminal_finishes_it(desk: Station) -> None:
    receipt, done = refunded(desk, SimulatedProcessor(), card=492)
    request = new_id()
    asked = refuses(desk, done, "refund.card_entry", request_id=request)
    assert asked.text == "Void the refund of $4.92 to the card on the terminal."
    void = service.void(done.transaction_id, WHY, desk, request_id=request, card_code="a12345")
    assert "Card refund taken back, approval A12345" in render_text(void.documents[0], 48)
    assert service.void(done.transaction_id, WHY, desk, request_id=request).replayed
    taken_back(desk, receipt)


def test_a_kill_after_the_cards_yes_ends_in_the_posting(desk: Station) -> None:
    """On record and not sent; then answered and not posted: nothing is asked or posted twice."""
    receipt, done = refunded(desk, SimulatedProcessor(), card=492)
    refuses(desk, done, "refund.card_entry")
    (attempt,) = open_attempts(desk)
    assert (attempt.state, attempt.direction) == ("pending", IN)
    stays(desk, receipt, done)
    store_answer(desk, attempt, Approved("B77001", ""))
    stays(desk, receipt, done)
    void = service.resolve_attempt(attempt.request_id, desk)
    assert void is not None
    assert stored(desk, void.transaction_id).transaction.reverses == done.transaction_id
    taken_back(desk, receipt)
    with pytest.raises(Conflict):
        service.resolve_attempt(attempt.request_id, desk)


def test_while_the_card_is_asked_the_receipt_waits(desk: Station) -> None:
    receipt = sell(desk, line(paid=984, sold=2), paid={Tender.CARD: 984})
    draft = coming_back(desk, receipt, {1: 1})
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    refuses(desk, done, "refund.card_entry")
    with pytest.raises(Conflict):
        give_back(desk, receipt, {1: 1})
    (attempt,) = open_attempts(desk)
    assert service.resolve_attempt(attempt.request_id, desk, Declined("Not there.")) is None
    with desk.look() as work:
        assert balance(work.connection, "card_clearing") == Money(-492)


def back_to_two_cards(desk: Station) -> tuple[Receipt, Completed, SimulatedProcessor]:
    """A return refunded to two cards; of its void the second will say no."""
    tenders = tuple(
        ReceiptTender(n, Tender.CARD, Money(cents), masked=masked)
        for n, cents, masked in ((1, 3_000, "1111"), (2, 5_000, "2222"))
    )
    receipt = sell(desk, line(paid=8_000), tenders=tenders)
    cards = SimulatedProcessor([Step.APPROVE, Step.APPROVE, Step.APPROVE, Step.DECLINE])
    done = service.complete(coming_back(desk, receipt, {1: 1}), desk, processor=cards)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    return receipt, done, cards


def test_of_two_cards_the_second_is_asked_after_the_firsts_yes(desk: Station) -> None:
    """The first is not asked again when the second declined."""
    receipt, done, cards = back_to_two_cards(desk)
    request = new_id()
    refuses(desk, done, "refund.card_declined", processor=cards, request_id=request)
    assert cards.moved_cents == 5_000
    (first,) = open_attempts(desk)
    assert (first.state, first.amount) == ("approved", Money(3_000))
    void = service.resolve_attempt(first.request_id, desk, processor=cards)
    assert void is not None
    assert (void.transaction_id, cards.moved_cents) == (request, 0)
    assert {t.amount for t in void.tenders} == {Money(3_000), Money(5_000)}
    taken_back(desk, receipt)


def test_whoever_voids_again_goes_on_with_the_card_that_declined(desk: Station) -> None:
    """With another request and another reason; the first card is not asked again."""
    receipt, done, cards = back_to_two_cards(desk)
    request = new_id()
    no = refuses(desk, done, "refund.card_declined", processor=cards, request_id=request)
    assert "No money moved" not in no.remedy
    void = service.void(done.transaction_id, "wrong_tender", desk, processor=cards)
    assert (void.transaction_id, cards.moved_cents) == (request, 0)
    assert stored(desk, request).transaction.reason == WHY
    taken_back(desk, receipt)


def stuck(desk: Station) -> tuple[Receipt, Completed, SimulatedProcessor, PaymentAttempt]:
    """The first card gave its part back, and the second one's terminal never will."""
    receipt, done, cards = back_to_two_cards(desk)
    refuses(desk, done, "refund.card_declined", processor=cards)
    (first,) = open_attempts(desk)
    with pytest.raises(Conflict):
        give_back(desk, receipt, {1: 1})
    return receipt, done, cards, first


@pytest.mark.parametrize("asked_again", ["here", "at a stand-alone terminal"])
def test_a_void_that_one_card_never_follows_is_undone_at_the_others_terminal(
    desk: Station, asked_again: str
) -> None:
    """The first card got its money again there: the return stands, and the receipt is free."""
    receipt, done, cards, first = stuck(desk)
    with desk.look() as work:
        assert voided_cards.still_open(work, first.transaction_id) == Money(5_000)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    terminal = cards if asked_again == "here" else None
    assert (
        service.resolve_attempt(first.request_id, desk, Declined("-"), processor=terminal) is None
    )
    assert cards.moved_cents == 5_000, "nothing was asked of a card"
    assert open_attempts(desk) == ()
    with desk.look() as work:
        assert balance(work.connection, "card_clearing") == Money(-8_000)
        assert voided_cards.still_open(work, first.transaction_id) == Money(0)
    assert service.todays_returns(desk)[0].voided is False
    assert service.start(desk, receipt.id).returnable(1) == units(0)
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys, (verify_returns,)).problems == ()
    service.void(done.transaction_id, WHY, desk, processor=SimulatedProcessor())
    taken_back(desk, receipt)


def test_only_who_settles_payments_says_that_a_card_was_undone(desk: Station) -> None:
    *_, first = stuck(desk)
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    with pytest.raises(Refused) as no:
        service.resolve_attempt(first.request_id, desk, Declined("-"))
    assert no.value.code == "not_permitted"
    assert open_attempts(desk) == (first,)


def test_a_card_that_has_not_answered_is_settled_before_another_is_undone(desk: Station) -> None:
    receipt, done, _, first = stuck(desk)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    refuses(desk, done, "refund.card_entry")
    with pytest.raises(Conflict, match="not settled yet"):
        service.resolve_attempt(first.request_id, desk, Declined("-"))
    other = next(a for a in open_attempts(desk) if a.state == "pending")
    void = service.resolve_attempt(other.request_id, desk, Approved("B77001", ""))
    assert void is not None
    taken_back(desk, receipt)


def test_the_other_cards_code_is_typed_where_its_terminal_stands_alone(desk: Station) -> None:
    receipt, _, _, first = stuck(desk)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(Refused) as no:
        service.resolve_attempt(first.request_id, desk)
    assert no.value.text == "Void the refund of $50.00 to the card on the terminal."
    other = next(a for a in open_attempts(desk) if a.state == "pending")
    assert service.resolve_attempt(other.request_id, desk, Approved("B77001", "")) is not None
    taken_back(desk, receipt)


def test_cash_goes_into_a_till_that_was_counted_and_opened_again_meanwhile(desk: Station) -> None:
    receipt, done = refunded(desk, SimulatedProcessor(), cash=1_000, card=492)
    refuses(desk, done, "refund.card_entry")
    with desk.look() as work:
        before = work.till_session()
    assert before is not None
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    close_till(CountDraft(new_id(), before.id, total_only=Money(49_000)), desk)
    (attempt,) = open_attempts(desk)
    store_answer(desk, attempt, Approved("B77001", ""))
    with pytest.raises(Refused) as no:
        service.resolve_attempt(attempt.request_id, desk)
    assert no.value.code == "till_not_open"
    open_till(OpenDraft(new_id(), 7, Money(50_000)), desk)
    void = service.resolve_attempt(attempt.request_id, desk)
    assert void is not None
    assert stored(desk, void.transaction_id).transaction.till_session_id != before.id
    taken_back(desk, receipt)
