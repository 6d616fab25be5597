"""Refunds to cards: on record before they are sent, never sent twice, posted after success."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Direction, LineLink, Receipt
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import choose_tender, set_quantity
from counter_app.devices.card_processor import (
    Approved,
    Declined,
    ManualProcessor,
    SimulatedProcessor,
    Step,
)
from counter_app.records.audit import audit_events
from counter_app.records.payments import attempts_of, settle_attempt
from counter_app.records.policy_versions import add_policy, stored_policy
from counter_app.records.receipt_intake import add_receipt
from counter_app.station import Station
from counter_app.trade.refunding import settle
from tests.desk.returns.desk import (
    approval_for,
    approved,
    booked,
    coming_back,
    give_back,
    open_attempts,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.stores import CLERK, MANAGER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def paid_by_card(station: Station, paid: int = 492, sequence: int = 183) -> Receipt:
    return sell(station, line(paid=paid, sold=2), paid={Tender.CARD: paid}, sequence=sequence)


def refused(station: Station, draft: object, code: str, **how: object) -> Refused:
    with pytest.raises(Refused) as no:
        service.complete(draft, station, **how)  # type: ignore[arg-type]
    assert no.value.code == code
    return no.value


def states(station: Station, draft_id: str) -> list[str]:
    with station.look() as work:
        return [a.state for a in attempts_of(work.connection, draft_id)]


def test_c08_a_card_refund_is_exact_and_touches_no_till(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    processor = SimulatedProcessor()
    done = service.complete(draft, desk, processor=processor)
    assert booked(done.postings) == {"returns": 492, "card_clearing": -492}
    assert processor.moved_cents == 492
    assert not done.drawer_kick
    assert states(desk, draft.id) == ["approved"]
    assert service.complete(draft, desk, processor=processor).replayed
    assert processor.moved_cents == 492


def test_a_stand_alone_terminal_asks_for_the_code_it_shows(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    asked = refused(desk, draft, "refund.card_entry")
    assert asked.text == "Refund $4.92 to the card on the terminal."
    assert states(desk, draft.id) == ["pending"]
    with pytest.raises(BadInput):
        service.complete(draft, desk, card_codes={1: "no code!"})
    done = service.complete(draft, desk, card_codes={1: "a12345"})
    assert stored(desk, done.transaction_id).transaction.tenders[0].reference == "A12345"
    assert states(desk, draft.id) == ["approved"]
    assert "A12345" in done.documents[0].to_json()


def test_a_declined_card_posts_nothing_and_may_be_tried_again(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    processor = SimulatedProcessor([Step.DECLINE])
    refused(desk, draft, "refund.card_declined", processor=processor)
    assert states(desk, draft.id) == ["declined"]
    cash = choose_tender(draft, Tender.CASH)
    with pytest.raises(ApprovalRequired) as other:
        service.complete(cash, desk)
    done = service.complete(cash, desk, approval_for(desk, other.value, MANAGER))
    assert booked(done.postings) == {"returns": 492, "till:7": -492}


FEE = (
    'conditions = ["opened"]\ndepartments = ["Appliances", "Electronics"]',
    'conditions = ["sealed"]',
)


def with_a_fee(station: Station) -> None:
    """A store that has kept 15 % of everything unopened since the year began."""
    with station.open_work() as work:
        text = stored_policy(work.connection, 1).content.replace(*FEE)
        add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()


@pytest.mark.parametrize("answer", ["at the terminal", "from a person"])
def test_a_policy_loaded_while_a_card_is_asked_changes_nothing_of_that_refund(
    desk: Station, clock: FrozenClock, answer: str
) -> None:
    """The desk stopped, or the books said another amount than the card had got."""
    with_a_fee(desk)
    clock.advance(timedelta(minutes=1))
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    refused(desk, draft, "refund.card_entry")
    clock.advance(timedelta(minutes=1))
    under(desk)
    again = replace(draft, acknowledged=frozenset())  # of the fee, which today's policy lacks
    if answer == "at the terminal":
        done = service.complete(again, desk, card_codes={1: "A12345"})
    else:
        (attempt,) = open_attempts(desk)
        desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
        settled = service.resolve_attempt(attempt.request_id, desk, Approved("777777", "r"))
        assert settled is not None
        done = settled
    kept = {"returns": 492, "income:restocking_fees": -74, "card_clearing": -418}
    assert booked(done.postings) == kept
    assert stored(desk, done.transaction_id).transaction.policy_version == 2
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    later = coming_back(desk, paid_by_card(desk, sequence=184), {1: 2})
    assert service.assess(later, desk).refund.total == Money(492)


@pytest.mark.parametrize(("step", "moved"), [(Step.LOSE_ANSWER, 492), (Step.LOSE_REQUEST, 0)])
def test_a_time_out_is_unknown_and_never_sent_again_by_itself(
    desk: Station, step: Step, moved: int
) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    processor = SimulatedProcessor([step])
    refused(desk, draft, "refund.card_unknown", processor=processor)
    (attempt,) = open_attempts(desk)
    assert (attempt.state, attempt.amount) == ("unknown", Money(492))
    assert processor.moved_cents == moved
    done = service.resolve_attempt(attempt.request_id, desk, processor=processor)
    assert (done is not None) == (step is Step.LOSE_ANSWER)
    assert processor.moved_cents == moved
    assert open_attempts(desk) == ()
    if done is None:
        assert service.complete(draft, desk, processor=processor).refund == Money(492)
        assert processor.moved_cents == 492


def test_a_retry_of_an_unknown_refund_asks_and_does_not_send(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    processor = SimulatedProcessor([Step.LOSE_ANSWER])
    refused(desk, draft, "refund.card_unknown", processor=processor)
    assert service.complete(draft, desk, processor=processor).refund == Money(492)
    assert processor.moved_cents == 492
    lost = coming_back(desk, paid_by_card(desk, sequence=184), {1: 2})
    processor = SimulatedProcessor([Step.LOSE_REQUEST])
    refused(desk, lost, "refund.card_unknown", processor=processor)
    refused(desk, lost, "refund.card_declined", processor=processor)
    assert processor.moved_cents == 0


def test_a_person_settles_what_the_processor_cannot_say(desk: Station, clock: FrozenClock) -> None:
    """Posting follows success, with the approval that was given before the request left."""
    draft = coming_back(desk, paid_by_card(desk, paid=30_000), {1: 2})
    yes = approved(desk, draft, MANAGER)
    processor = SimulatedProcessor([Step.LOSE_REQUEST])
    refused(desk, draft, "refund.card_unknown", approval=yes, processor=processor)
    (attempt,) = open_attempts(desk)
    with pytest.raises(Refused) as no:
        service.resolve_attempt(attempt.request_id, desk, Approved("B77", ""))
    assert no.value.code == "not_permitted"
    clock.advance(timedelta(hours=2))
    clerk = desk.operator_id
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    done = service.resolve_attempt(attempt.request_id, desk, Approved("B7700", ""))
    assert done is not None
    kept = stored(desk, done.transaction_id)
    assert kept.transaction.operator_id == clerk
    assert kept.approval is not None
    with pytest.raises(Conflict):
        service.resolve_attempt(attempt.request_id, desk, Approved("B7700", ""))
    with pytest.raises(NotFound):
        service.resolve_attempt(new_id(), desk, Declined("no"))


def test_while_a_card_refund_is_open_the_receipt_waits(desk: Station) -> None:
    receipt = paid_by_card(desk)
    draft = coming_back(desk, receipt, {1: 1})
    processor = SimulatedProcessor([Step.LOSE_ANSWER])
    refused(desk, draft, "refund.card_unknown", processor=processor)
    for change in (coming_back(desk, receipt, {1: 1}), set_quantity(draft, 1, units(2))):
        with pytest.raises(Conflict) as no:
            service.complete(change, desk, processor=processor)
        assert no.value.code == "refund.card_under_way"
    with pytest.raises(Conflict):
        service.abandon(draft, desk)


def test_split_payments_go_back_as_paid_and_cash_is_last(desk: Station) -> None:
    receipt = sell(desk, line(paid=8_000, sold=2), paid={Tender.CASH: 3_000, Tender.CARD: 5_000})
    done = service.complete(
        coming_back(desk, receipt, {1: 2}), desk, processor=SimulatedProcessor()
    )
    assert [(t.tender, t.amount.minor) for t in done.tenders] == [
        (Tender.CARD, 5_000),
        (Tender.CASH, 3_000),
    ]
    assert done.drawer_kick
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_of_two_cards_the_second_is_declined_and_the_first_is_not_asked_again(
    desk: Station,
) -> None:
    receipt = sell(desk, line(paid=8_000), paid={Tender.CARD: 8_000})
    first = receipt.tenders[0]
    receipt = sell(
        desk,
        line(paid=8_000),
        sequence=184,
        tenders=(
            type(first)(1, Tender.CARD, Money(3_000), masked="1111"),
            type(first)(2, Tender.CARD, Money(5_000), masked="2222"),
        ),
    )
    draft = coming_back(desk, receipt, {1: 1})
    processor = SimulatedProcessor([Step.APPROVE, Step.DECLINE])
    refused(desk, draft, "refund.card_declined", processor=processor)
    assert processor.moved_cents == 3_000
    done = service.complete(draft, desk, processor=processor)
    assert processor.moved_cents == 8_000
    assert booked(done.postings)["card_clearing"] == -8_000


def test_a_clerk_may_say_that_the_terminal_declined(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    refused(desk, draft, "refund.card_entry")
    (attempt,) = open_attempts(desk)
    assert service.resolve_attempt(attempt.request_id, desk, Declined("Card expired.")) is None
    assert states(desk, draft.id) == ["declined"]
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    assert give_back(desk, sell(desk, line(paid=100), sequence=200), {1: 1}).refund == Money(100)


def test_a_crash_after_the_cards_yes_is_shown_and_ends_in_the_posting(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    refused(desk, draft, "refund.card_entry")
    settle(desk, draft.id, draft.receipt.tenders, ManualProcessor(), {1: "A12345"})
    (attempt,) = open_attempts(desk)
    assert attempt.state == "approved"
    done = service.resolve_attempt(attempt.request_id, desk)
    assert done is not None
    assert booked(done.postings)["card_clearing"] == -492
    assert open_attempts(desk) == ()
    with pytest.raises(Conflict):
        service.resolve_attempt(attempt.request_id, desk)


def at_the_register(station: Station, sold: Receipt) -> None:
    """All of it comes back at a register, too."""
    back = [replace(x, id="", direction=Direction.RETURNED, link=LineLink(sold.key, x.number))
            for x in sold.lines]  # fmt: skip
    key = replace(sold.key, sequence=999, business_date=date(2026, 11, 21))
    seen = replace(sold, id="", key=key, receipt_number="0999", lines=tuple(back), tenders=())
    with station.open_work() as work:
        add_receipt(work.connection, seen, station.clock)
        work.commit()


def test_a_refund_that_can_no_longer_be_posted_is_undone_at_the_terminal_and_said_to_be(
    desk: Station,
) -> None:
    """Its goods had come back at a register meanwhile: it stood there for ever."""
    sold = paid_by_card(desk)
    draft = coming_back(desk, sold, {1: 2})
    processor = SimulatedProcessor([Step.LOSE_ANSWER])
    refused(desk, draft, "refund.card_unknown", processor=processor)
    at_the_register(desk, sold)
    (attempt,) = open_attempts(desk)
    undone = Declined("Undone")
    with pytest.raises(Refused) as no:
        service.resolve_attempt(attempt.request_id, desk, processor=processor)
    assert (no.value.code, states(desk, draft.id)) == ("returns.nothing_left", ["approved"])
    with pytest.raises(Refused) as who:
        service.resolve_attempt(attempt.request_id, desk, undone)
    assert who.value.code == "returns.nothing_left"
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    assert service.resolve_attempt(attempt.request_id, desk, undone) is None
    assert states(desk, draft.id) == ["declined"]
    assert open_attempts(desk) == ()
    with desk.look() as work:
        (row,) = work.connection.execute(select(audit_events.c.detail).where(
            audit_events.c.event == "payment_resolved").order_by(
            audit_events.c.occurred_at.desc()).limit(1)).scalars()  # fmt: skip
        assert row["state"] == "undone"
        assert verify_returns(work.connection) == []


def test_what_a_card_said_yes_to_is_posted_whenever_it_can_be(desk: Station) -> None:
    draft = coming_back(desk, paid_by_card(desk), {1: 2})
    refused(desk, draft, "refund.card_entry")
    (attempt,) = open_attempts(desk)
    with desk.open_work() as work:
        settle_attempt(work.connection, attempt.request_id, "approved", code="A1", at=work.now())
        work.commit()
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    done = service.resolve_attempt(attempt.request_id, desk, Declined("Undone"))
    assert done is not None
    assert booked(done.postings) == {"returns": 492, "card_clearing": -492}
