"""Refunds by every tender: credits, benefits, rounded cash, coupons, declined cards moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from counter_app.app import read_policy
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt, ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, choose_tender
from counter_app.desk.returns.refund import refund_options
from counter_app.desk.returns.routing import choose_routing
from counter_app.devices.card_processor import SimulatedProcessor, Step, Terminals
from counter_app.records.credits import credit_by_id, credits_issued_by, sealed_code
from counter_app.records.journal_tables import transaction_documents
from counter_app.records.payments import attempts_of
from counter_app.records.policy_versions import add_policy, stored_policy
from counter_app.rules.refund_options import Way
from counter_app.station import Station
from counter_app.trade.credits import look_up, read_state
from tests.desk.returns.desk import (
    approval_for,
    approved,
    booked,
    coming_back,
    give_back,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.stores import CLERK, LEAD, MANAGER, PINS
from tests.trade.test_credits import spend


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def under(station: Station, *changes: tuple[str, str]) -> None:
    """The store's policy with some of its text replaced, from the first day on."""
    with station.open_work() as work:
        text = stored_policy(work.connection, 1).content
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        read_policy(text, work.store)
        add_policy(work.connection, work.keys, text, work.today(), "test", work.now())
        work.commit()


NICKEL = ('step = "0.00"', 'step = "0.05"')


def balances(station: Station, transaction_id: str) -> dict[Tender, int]:
    with station.look() as work:
        found = credits_issued_by(work.connection, transaction_id)
        return {c.kind: read_state(work, c).balance.minor for c in found}


# ------------------------------------------------------------------------- store credit


def test_p11_store_credit_is_issued_once_and_no_cash_moves(desk: Station) -> None:
    receipt = sell(desk, line(paid=5411))
    draft = coming_back(desk, receipt, {1: 1}, tender=Tender.STORE_CREDIT)
    done = service.complete(draft, desk)
    again = service.complete(draft, desk)
    assert (again.replayed, again.transaction_id) == (True, done.transaction_id)
    assert done.drawer_kick is False
    assert [t.tender for t in done.tenders] == [Tender.STORE_CREDIT]
    assert balances(desk, done.transaction_id) == {Tender.STORE_CREDIT: 5411}
    accounts = booked(done.postings)
    assert accounts["returns"] == 5411
    assert not any(account.startswith("till:") for account in accounts)


def test_the_credits_code_is_on_its_first_paper_and_in_no_stored_text(desk: Station) -> None:
    receipt = sell(desk, line(paid=5411))
    done = give_back(desk, receipt, {1: 1}, tender=Tender.STORE_CREDIT)
    assert [d.kind for d in done.documents] == ["return", "credit"]
    with desk.look() as work:
        (credit,) = credits_issued_by(work.connection, done.transaction_id)
        code = sealed_code(work.connection, desk.keys, credit.id)
        texts = work.connection.execute(select(transaction_documents.c.content)).scalars().all()
    assert not any(code.body in text or code.text in text for text in texts)
    assert look_up(desk, code.grouped).balance == Money(5411)
    assert done.tenders[0].reference == code.tail


def test_a_return_to_store_credit_can_be_voided_until_it_is_spent(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    done = give_back(desk, receipt, {1: 1}, tender=Tender.STORE_CREDIT)
    yes = None
    with pytest.raises(ApprovalRequired) as asked:
        service.void(done.transaction_id, "clerk_mistake", desk)
    yes = approval_for(desk, asked.value, LEAD)
    service.void(done.transaction_id, "clerk_mistake", desk, yes)
    assert balances(desk, done.transaction_id) == {Tender.STORE_CREDIT: 0}
    with desk.look() as work:
        (credit,) = credits_issued_by(work.connection, done.transaction_id)
        assert read_state(work, credit).cancelled


def test_a_return_whose_credit_was_spent_cannot_be_voided(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    done = give_back(desk, receipt, {1: 1}, tender=Tender.STORE_CREDIT)
    with desk.open_work() as work:
        (credit,) = credits_issued_by(work.connection, done.transaction_id)
    spend(desk, credit.id, 1)
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert no.value.code == "void.credit_spent"


# --------------------------------------------------------------------------- gift cards


def card_of_ours(station: Station, cents: int, sequence: int) -> str:
    """A store credit or gift card in the books, by way of a return; gives its id."""
    receipt = sell(station, line(paid=cents), paid={Tender.GIFT_CARD: cents}, sequence=sequence)
    done = give_back(station, receipt, {1: 1})
    with station.look() as work:
        return credits_issued_by(work.connection, done.transaction_id)[0].id


def paid_by_gift_cards(station: Station, *cards: tuple[str, int]) -> Receipt:
    tenders = tuple(
        ReceiptTender(n, Tender.GIFT_CARD, Money(cents), reference=card)
        for n, (card, cents) in enumerate(cards, 1)
    )
    price = sum(cents for _, cents in cards)
    return sell(station, line(paid=price, sold=2), sequence=900, tenders=tenders)


def left_on(station: Station, credit_id: str) -> int:
    with station.look() as work:
        credit = credit_by_id(work.connection, credit_id)
        assert credit is not None
        return read_state(work, credit).balance.minor


def test_p04_two_gift_cards_get_back_what_each_paid(desk: Station) -> None:
    first, second = card_of_ours(desk, 100, 801), card_of_ours(desk, 200, 802)
    receipt = paid_by_gift_cards(desk, (first, 5000), (second, 3000))
    done = give_back(desk, receipt, {1: 2})
    assert [(t.tender, t.amount.minor) for t in done.tenders] == [
        (Tender.GIFT_CARD, 5000),
        (Tender.GIFT_CARD, 3000),
    ]
    assert (left_on(desk, first), left_on(desk, second)) == (5100, 3200)
    assert stored(desk, done.transaction_id).transaction.lines[0].quantity.milli == 2000
    assert balances(desk, done.transaction_id) == {}


def test_p05_a_card_nobody_knows_becomes_a_new_one(desk: Station) -> None:
    receipt = sell(desk, line(paid=3000), paid={Tender.GIFT_CARD: 3000})
    done = give_back(desk, receipt, {1: 1})
    assert balances(desk, done.transaction_id) == {Tender.GIFT_CARD: 3000}
    assert [d.title for d in done.documents] == [done.documents[0].title, "GIFT CARD"]


def test_p05_an_emptied_card_has_its_amount_again(desk: Station) -> None:
    card = card_of_ours(desk, 500, 801)
    spend(desk, card, 500)
    assert left_on(desk, card) == 0
    give_back(desk, paid_by_gift_cards(desk, (card, 500)), {1: 2})
    assert left_on(desk, card) == 500


def test_p05_an_expired_store_credit_is_replaced_by_a_new_one(
    desk: Station, clock: FrozenClock
) -> None:
    under(desk, ("store_credit_days = 0", "store_credit_days = 1"))
    bought = sell(desk, line(paid=2000), sequence=811)
    first = give_back(desk, bought, {1: 1}, tender=Tender.STORE_CREDIT)
    with desk.look() as work:
        old = credits_issued_by(work.connection, first.transaction_id)[0]
    assert old.expires_on is not None
    clock.advance(timedelta(days=2))
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    with desk.look() as work:
        assert old.expired(work.today())
    paid = (ReceiptTender(1, Tender.STORE_CREDIT, Money(500), reference=old.id),)
    receipt = sell(desk, line(paid=500), sequence=812, tenders=paid)
    fresh = give_back(desk, receipt, {1: 1})
    assert left_on(desk, old.id) == 2000
    assert balances(desk, fresh.transaction_id) == {Tender.STORE_CREDIT: 500}


# ----------------------------------------------------------------------------- benefits


def food(station: Station) -> Receipt:
    return sell(
        station,
        line(1, paid=709, food_stampable=True),
        line(2, paid=4000),
        paid={Tender.EBT_FOOD: 709, Tender.CASH: 4000},
    )


def test_food_benefits_go_back_through_their_own_terminal(desk: Station) -> None:
    cards, benefits = SimulatedProcessor(), SimulatedProcessor()
    draft = coming_back(desk, food(desk), {1: 1, 2: 1})
    done = service.complete(draft, desk, processor=Terminals(cards, benefits))
    assert (cards.moved_cents, benefits.moved_cents) == (0, 709)
    assert booked(done.postings) == {"returns": 4709, "till:7": -4000, "ebt_clearing": -709}
    assert done.drawer_kick is True
    with desk.look() as work:
        (attempt,) = attempts_of(work.connection, draft.id)
        assert list(verify_returns(work.connection)) == []
    assert (attempt.tender, attempt.state) == ("ebt_food", "approved")


@pytest.mark.parametrize("wish", [Tender.CASH, Tender.STORE_CREDIT, Tender.GIFT_CARD])
def test_no_wish_turns_food_benefits_into_anything(desk: Station, wish: Tender) -> None:
    draft = coming_back(desk, food(desk), {1: 1}, tender=wish)
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, processor=SimulatedProcessor())
    assert no.value.code == "returns.tender_not_allowed"


# ------------------------------------------------------------------------ cash rounding


def test_c01_cash_is_rounded_and_its_difference_has_an_account(desk: Station) -> None:
    under(desk, NICKEL)
    down = give_back(desk, sell(desk, line(paid=492), sequence=1), {1: 1})
    up = give_back(desk, sell(desk, line(paid=493), sequence=2), {1: 1})
    assert booked(down.postings) == {"returns": 492, "till:7": -490, "rounding": -2}
    assert booked(up.postings) == {"returns": 493, "till:7": -495, "rounding": 2}
    assert down.refund == Money(492)
    slip = down.documents[0].to_json()
    assert "Cash rounding" in slip
    assert "Cash handed over" in slip


def test_c01_parts_of_a_receipt_are_rounded_together(desk: Station) -> None:
    under(desk, NICKEL)
    receipt = sell(desk, line(paid=492, sold=2))
    cash = [booked(give_back(desk, receipt, {1: 1}).postings)["till:7"] for _ in range(2)]
    assert cash == [-245, -245]
    with desk.look() as work:
        assert list(verify_returns(work.connection)) == []


def test_c02_two_cents_hand_over_nothing(desk: Station) -> None:
    under(desk, NICKEL)
    done = give_back(desk, sell(desk, line(paid=2)), {1: 1})
    assert booked(done.postings) == {"returns": 2, "rounding": -2}
    assert done.drawer_kick is False


def test_c07_only_the_cash_part_was_rounded_and_is_again(desk: Station) -> None:
    under(desk, ('step = "0.00"\ndirection = "nearest"', 'step = "5.00"\ndirection = "down"'))
    receipt = sell(desk, line(paid=13800), paid={Tender.CARD: 5500, Tender.CASH: 8000})
    draft = coming_back(desk, receipt, {1: 1})
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    assert booked(done.postings) == {
        "returns": 13800,
        "card_clearing": -5500,
        "till:7": -8000,
        "rounding": -300,
    }
    with desk.look() as work:
        assert list(verify_returns(work.connection)) == []


def test_c08_a_card_is_never_rounded(desk: Station) -> None:
    under(desk, NICKEL)
    receipt = sell(desk, line(paid=492), paid={Tender.CARD: 492})
    draft = coming_back(desk, receipt, {1: 1})
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    assert booked(done.postings) == {"returns": 492, "card_clearing": -492}


# ------------------------------------------------------------------------ other refusals


def test_too_little_cash_is_said_without_any_figure(desk: Station) -> None:
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    receipt = sell(desk, line(paid=50_001))
    draft = coming_back(desk, receipt, {1: 1})
    with pytest.raises(Refused) as no:
        service.complete(draft, desk)
    assert no.value.code == "refund.cash_short"
    said = f"{no.value.text} {no.value.remedy}"
    assert not any(character.isdigit() for character in said)
    credit = choose_tender(draft, Tender.STORE_CREDIT)
    assert service.complete(credit, desk).drawer_kick is False


def test_p07_cash_paid_comes_back_in_cash_and_the_rest_by_the_other(desk: Station) -> None:
    receipt = sell(desk, line(paid=300), paid={Tender.CASH: 100, Tender.CARD: 200})
    draft = coming_back(desk, receipt, {1: 1}, tender=Tender.CASH)
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    assert booked(done.postings) == {"returns": 300, "till:7": -100, "card_clearing": -200}


# ----------------------------------------------------------- declined cards moved on


def split_by_cards(station: Station) -> Receipt:
    tenders = (
        ReceiptTender(1, Tender.CARD, Money(4000), masked="4417"),
        ReceiptTender(2, Tender.CARD, Money(2000), masked="9921"),
        ReceiptTender(3, Tender.CASH, Money(1000)),
    )
    return sell(station, line(paid=7000), tenders=tenders)


def declined(station: Station, *script: Step) -> tuple[ReturnDraft, SimulatedProcessor]:
    """A refund whose second card said no; the first has its money."""
    processor = SimulatedProcessor(script or (Step.APPROVE, Step.DECLINE))
    draft = coming_back(station, split_by_cards(station), {1: 1})
    with pytest.raises(Refused) as no:
        service.complete(draft, station, processor=processor)
    assert no.value.code == "refund.card_declined"
    return service.refresh(draft, station), processor


def test_a_declined_card_is_tried_again_without_asking_the_others(desk: Station) -> None:
    draft, processor = declined(desk)
    assert (draft.declined, draft.fixed) == (
        frozenset({2}),
        {1: RefundTender(Tender.CARD, Money(4000))},
    )
    done = service.complete(draft, desk, processor=processor)
    assert processor.moved_cents == 6000
    assert booked(done.postings) == {"returns": 7000, "card_clearing": -6000, "till:7": -1000}


def test_a_declined_card_moves_to_the_fallback_and_nothing_is_undone(desk: Station) -> None:
    draft, processor = declined(desk)
    assessment = service.assess(draft, desk)
    with desk.look() as work:
        terms = service.situation(work, draft.receipt, work.operator(desk.operator_id), draft.as_of)
    options = refund_options(draft, assessment.refund, terms.terms)
    ways = {o.routing.way: o for o in options}
    assert list(ways) == [Way.AS_PAID, Way.FASTEST, Way.STORE_CREDIT]
    moved = choose_routing(draft, ways[Way.STORE_CREDIT].routing)
    done = service.complete(moved, desk, processor=processor)
    assert processor.moved_cents == 4000
    assert balances(desk, done.transaction_id) == {Tender.STORE_CREDIT: 3000}
    with desk.look() as work:
        states = [a.state for a in attempts_of(work.connection, draft.id)]
        assert list(verify_returns(work.connection)) == []
    assert states == ["approved", "declined"]


def test_a_declined_card_in_cash_needs_a_manager(desk: Station) -> None:
    draft, processor = declined(desk)
    moved = replace(draft, tender=Tender.CASH, moved={2: Tender.CASH})
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(moved, desk, processor=processor)
    yes = approval_for(desk, asked.value, MANAGER)
    done = service.complete(moved, desk, yes, processor=processor)
    assert booked(done.postings) == {"returns": 7000, "card_clearing": -4000, "till:7": -3000}


def test_nothing_else_changes_once_a_card_said_yes(desk: Station) -> None:
    draft, processor = declined(desk)
    more = replace(draft, choices=())
    with pytest.raises(Conflict) as no:
        service.complete(more, desk, processor=processor)
    assert no.value.code == "refund.card_under_way"


def test_a_card_that_did_not_answer_moves_nowhere(desk: Station) -> None:
    processor = SimulatedProcessor((Step.APPROVE, Step.LOSE_ANSWER))
    draft = coming_back(desk, split_by_cards(desk), {1: 1})
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, processor=processor)
    assert no.value.code == "refund.card_unknown"
    moved = replace(service.refresh(draft, desk), moved={2: Tender.STORE_CREDIT})
    with pytest.raises(Conflict):
        service.complete(moved, desk, processor=processor)


def test_an_unrecorded_decline_frees_nobody_from_a_manager(desk: Station) -> None:
    draft = coming_back(desk, split_by_cards(desk), {1: 1})
    moved = replace(draft, moved={2: Tender.CASH})
    with pytest.raises(ApprovalRequired):
        service.complete(moved, desk, processor=SimulatedProcessor())
    assert approved(desk, moved, MANAGER).codes == {"returns.other_tender"}
